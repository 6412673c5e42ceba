import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { MarketMessage } from '@/lib/live/messages';
import { serve, type Call } from '@/testing/server';
import type { BarSource, BarsChange, BarsState } from '../chart/barSource';
import { market } from '../chart/origin';
import { createIndicatorSource, type IndicatorSource } from './indicatorSource';

vi.mock('@/lib/auth/session', () => ({ session: { accessToken: () => Promise.resolve('token') } }));

const path = 'GET /api/trading/indicators/{symbol}'.replace('{symbol}', 'BTC-SIM');
const minute = 60;
const bar = (t: number) => ({ t, o: 1, h: 1, l: 1, c: 1, v: 1 });

/** Bars that the test brings, and what they were asked to stream. */
function fakeBars(first: number, count: number) {
  const listeners = new Set<(change: BarsChange | 'state') => void>();
  const hearers = new Set<(message: MarketMessage, also: string) => void>();
  const state = {
    bars: Array.from({ length: count }, (_, i) => bar(first + i * minute)),
    hasLater: false,
  };
  const streamed: string[] = [];
  const source = {
    symbol: 'BTC-SIM',
    interval: '1m',
    origin: market,
    get state() {
      return state as unknown as BarsState;
    },
    subscribe(listener: (change: BarsChange | 'state') => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    hear(hearer: (message: MarketMessage, also: string) => void) {
      hearers.add(hearer);
      return () => void hearers.delete(hearer);
    },
    alsoStream: (parameters: string) => void streamed.push(parameters),
  } as unknown as BarSource;
  return {
    source,
    streamed,
    change(bars: typeof state.bars, change: BarsChange, hasLater = false) {
      [state.bars, state.hasLater] = [bars, hasLater];
      listeners.forEach((listener) => listener(change));
    },
    get bars() {
      return state.bars;
    },
    hear: (message: MarketMessage, also = streamed.at(-1) ?? '') =>
      hearers.forEach((hearer) => hearer(message, also)),
  };
}

/** The value of a bar is its time plus the length of the wish. */
function answer({ query }: Call) {
  const to = query.get('to') ? Date.parse(query.get('to') ?? '') / 1000 : newestBar + minute;
  const t = Array.from(
    { length: Number(query.get('limit')) },
    (_, i) => to - (Number(query.get('limit')) - i) * minute,
  );
  const series = (query.get('with') ?? '').split(';').map((asked) => ({
    asked,
    shifts: [0],
    countsFrom: asked === 'obv' ? Date.parse(query.get('since') ?? '') / 1000 : null,
    outputs: [t.map((at) => at + asked.length)],
  }));
  return {
    status: 200,
    body: { symbol: 'BTC-SIM', interval: '1m', t, series, forming: true, hasMore: true },
  };
}

const start = 64 * minute * 100;
const newestBar = start + 599 * minute;
const line = (wish: string, counts = false, compares = false) => ({ wish, counts, compares });
const value = (source: IndicatorSource, wish: string, t: number) =>
  source.state.lines.get(wish)?.values.get(t)?.[0];
const settle = () => vi.advanceTimersByTimeAsync(1000);
let stop: (() => void) | undefined;

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  stop?.();
  vi.useRealTimers();
});

function begin() {
  const bars = fakeBars(start, 600);
  const values = createIndicatorSource(bars.source);
  stop = values.start();
  return { bars, values };
}

it('loads all that is wanted at once, and only what is new after that', async () => {
  const calls = serve({ [path]: answer });
  const { bars, values } = begin();
  values.want([line('rsi'), line('sma(period=5)'), line('rsi')], null);
  await settle();
  expect(calls.map(({ query }) => [query.get('with'), query.get('limit')])).toEqual([
    ['rsi;sma(period=5)', '600'],
  ]);
  expect(value(values, 'rsi', newestBar)).toBe(newestBar + 3);
  expect(value(values, 'sma(period=5)', start)).toBe(start + 13);
  expect(bars.streamed).toEqual(['indicators=rsi%3Bsma%28period%3D5%29']);
  values.want([line('sma(period=5)'), line('macd')], null);
  await settle();
  expect(calls.map(({ query }) => query.get('with'))).toEqual(['rsi;sma(period=5)', 'macd']);
  expect([...values.state.lines.keys()]).toEqual(['sma(period=5)', 'macd']);
  values.want([], null);
  await settle();
  expect(bars.streamed.at(-1)).toBe('');
});

it('loads older values where older bars came, without asking again for those that are there', async () => {
  const calls = serve({ [path]: answer });
  const { bars, values } = begin();
  values.want([line('rsi')], null);
  await settle();
  const older = Array.from({ length: 300 }, (_, i) => bar(start - (300 - i) * minute));
  bars.change([...older, ...bars.bars], 'all');
  await settle();
  expect(calls.slice(1).map(({ query }) => [query.get('to'), query.get('limit')])).toEqual([
    [new Date(start * 1000).toISOString(), '300'],
  ]);
  expect(value(values, 'rsi', start - 300 * minute)).toBe(start - 300 * minute + 3);
  expect(value(values, 'rsi', newestBar)).toBe(newestBar + 3);
});

it('counts all anew from an older first bar, for those that count', async () => {
  const calls = serve({ [path]: answer });
  const { bars, values } = begin();
  values.want([line('obv', true), line('rsi')], null);
  await settle();
  const iso = (t: number) => new Date(t * 1000).toISOString();
  expect(calls[0]?.query.get('since')).toBe(iso(start));
  expect(values.state.lines.get('obv')?.countsFrom).toBe(start);
  expect(new URLSearchParams(bars.streamed[0]).get('since')).toBe(iso(start));
  const older = Array.from({ length: 128 }, (_, i) => bar(start - (128 - i) * minute));
  bars.change([...older, ...bars.bars], 'all');
  await settle();
  const asked = calls
    .slice(1)
    .map(({ query }) => [query.get('with'), query.get('limit'), query.get('since')]);
  expect(asked).toEqual([
    ['obv', '728', iso(start - 128 * minute)],
    ['rsi', '128', null],
  ]);
  expect(new URLSearchParams(bars.streamed.at(-1)).get('since')).toBe(iso(start - 128 * minute));
});

it('takes live values of what it asked the stream for, and of nothing else', async () => {
  serve({ [path]: answer });
  const { bars, values } = begin();
  values.want([line('rsi'), line('macd')], null);
  await settle();
  const told: unknown[] = [];
  values.subscribe((change) => told.push(change));
  const live = { type: 'indicators', symbol: 'BTC-SIM', interval: '1m', closed: false } as const;
  bars.hear({ ...live, t: newestBar, values: [[41], [42]] });
  expect([value(values, 'rsi', newestBar), value(values, 'macd', newestBar)]).toEqual([41, 42]);
  expect(told).toEqual([newestBar]);
  bars.hear({ ...live, t: newestBar, values: [[1], [2]] }, 'indicators=other');
  expect(value(values, 'rsi', newestBar)).toBe(41);
});

it('reads the newest values again after a gap, and with each bar where nobody keeps them live', async () => {
  const calls = serve({ [path]: answer });
  const { bars, values } = begin();
  values.want([line('rsi')], null);
  await settle();
  bars.change([...bars.bars], 'all');
  await settle();
  expect(calls).toHaveLength(2);
  bars.change([...bars.bars.slice(0, -1), bar(newestBar)], 'last');
  await settle();
  expect(calls).toHaveLength(2);
  bars.hear({ type: 'indicatorsRefused', symbol: 'BTC-SIM', interval: '1m', code: 'market.indicators_busy' });
  bars.change([...bars.bars, bar(newestBar + minute)], 'last');
  await settle();
  expect(calls).toHaveLength(3);
});

it('compares with another symbol anew, and says what failed', async () => {
  const calls = serve({ [path]: answer });
  const { values } = begin();
  values.want([line('beta', false, true), line('rsi')], 'ETH-SIM');
  await settle();
  values.want([line('beta', false, true), line('rsi')], 'SOL-SIM');
  expect(values.state.lines.has('rsi')).toBe(true);
  await settle();
  expect(calls.map(({ query }) => [query.get('with'), query.get('benchmark')])).toEqual([
    ['beta;rsi', 'ETH-SIM'],
    ['beta', 'SOL-SIM'],
  ]);
  serve({ [path]: { status: 400, body: { code: 'market.indicators_invalid', detail: 'No.' } } });
  values.want([line('nothing')], null);
  await settle();
  expect(values.state.error).toMatchObject({ code: 'market.indicators_invalid' });
  serve({ [path]: answer });
  values.retry();
  await settle();
  expect(values.state.error).toBeNull();
  expect(value(values, 'nothing', newestBar)).toBe(newestBar + 7);
});

it('loads those of the bars that are there where somebody went to a date, and what comes behind them', async () => {
  const calls = serve({ [path]: answer });
  const { bars, values } = begin();
  values.want([line('rsi')], null);
  await settle();
  const past = start - 5000 * minute;
  const page = Array.from({ length: 600 }, (_, i) => bar(past + i * minute));
  bars.change(page, 'all', true);
  await settle();
  const iso = (t: number) => new Date(t * 1000).toISOString();
  expect(calls.slice(1).map(({ query }) => [query.get('to'), query.get('limit')])).toEqual([
    [iso(past + 600 * minute), '600'],
  ]);
  expect(value(values, 'rsi', past)).toBe(past + 3);
  bars.change([...page, bar(past + 600 * minute)], 'later', true);
  await settle();
  expect(value(values, 'rsi', past + 600 * minute)).toBe(past + 600 * minute + 3);
  // Back to the newest.
  bars.change(
    Array.from({ length: 600 }, (_, i) => bar(start + i * minute)),
    'all',
  );
  await settle();
  expect(calls.at(-1)?.query.get('to')).toBeNull();
  expect(value(values, 'rsi', newestBar)).toBe(newestBar + 3);
});
