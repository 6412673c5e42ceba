import { beforeEach, expect, it, vi } from 'vitest';
import type { SocketOptions } from '@/lib/live/socket';
import { serve } from '@/testing/server';
import { createBarSource } from './barSource';
import type { Followed, Origin } from './origin';

const opened = vi.hoisted(
  () =>
    [] as {
      path: string;
      closed: boolean;
      say: SocketOptions['onMessage'];
      enter: (state: 'live' | 'reconnecting') => void;
    }[],
);

vi.mock('@/lib/auth/session', () => ({ session: { accessToken: () => Promise.resolve('token') } }));
vi.mock('@/lib/live/connection', () => ({
  openLiveSocket(options: Omit<SocketOptions, 'token'>) {
    const socket = {
      path: options.path,
      closed: false,
      say: options.onMessage,
      enter: (state: 'live' | 'reconnecting') => options.onState?.(state),
    };
    opened.push(socket);
    return { close: () => void (socket.closed = true) };
  },
}));

const chart = {
  t: [60],
  o: [1],
  h: [1],
  l: [1],
  c: [1],
  v: [1],
  forming: true,
  hasMore: false,
  nextTo: null,
};

beforeEach(() => void opened.splice(0));

it('hands the stream over to one that tells more, without a gap and without asking for bars again', async () => {
  const calls = serve({ 'GET /api/trading/chart/BTC-SIM': { status: 200, body: chart } });
  const source = createBarSource('BTC-SIM', '1m');
  const stop = source.start();
  opened[0]?.enter('live');
  await vi.waitFor(() => expect(source.state.status).toBe('ready'));
  const heard: string[] = [];
  source.hear((message, also) => heard.push(`${message.type} ${also}`));

  source.alsoStream('indicators=rsi');
  source.alsoStream('indicators=rsi');
  expect(opened.map(({ path }) => path)).toEqual([
    '/api/trading/stream/BTC-SIM?interval=1m',
    '/api/trading/stream/BTC-SIM?interval=1m&indicators=rsi',
  ]);
  expect(opened[0]?.closed).toBe(false);
  opened[0]?.say({ type: 'heartbeat' });
  opened[1]?.enter('live');
  opened[1]?.say({ type: 'heartbeat' });
  expect(opened.map(({ closed }) => closed)).toEqual([true, false]);
  expect(heard).toEqual(['heartbeat ', 'heartbeat indicators=rsi']);
  expect(source.state.feed.state).toBe('live');
  expect(calls).toHaveLength(1);

  opened[1]?.enter('reconnecting');
  opened[1]?.enter('live');
  await vi.waitFor(() => expect(calls).toHaveLength(2));
  source.alsoStream('indicators=sma');
  source.alsoStream('');
  opened[3]?.enter('live');
  expect(opened.map(({ closed }) => closed)).toEqual([true, true, true, false]);
  stop();
  expect(opened[3]?.closed).toBe(true);
  source.alsoStream('indicators=rsi');
  expect(opened).toHaveLength(4);
});

it('goes to a date and stands still there, goes on to both sides, and comes back', async () => {
  const minute = 60;
  const newest = Math.floor(Date.now() / 60_000) * minute;
  const page = ({ query }: { query: URLSearchParams }) => {
    const to = query.get('to') ? Date.parse(query.get('to') ?? '') / 1000 : newest + minute;
    const from = query.get('from') ? Date.parse(query.get('from') ?? '') / 1000 : 0;
    const count = Math.min(Number(query.get('limit')), (to - from) / minute);
    const t = Array.from({ length: count }, (_, i) => to - (count - i) * minute);
    const ones = t.map(() => 1);
    const nextTo = new Date((t[0] ?? 0) * 1000).toISOString();
    return {
      status: 200,
      body: {
        t,
        o: ones,
        h: ones,
        l: ones,
        c: ones,
        v: ones,
        forming: !query.get('to'),
        hasMore: true,
        nextTo,
      },
    };
  };
  serve({ 'GET /api/trading/chart/BTC-SIM': page });
  const source = createBarSource('BTC-SIM', '1m');
  const stop = source.start();
  await vi.waitFor(() => expect(source.state.status).toBe('ready'));
  const far = newest - 5000 * minute;
  expect(await source.goTo(far)).toBe(true);
  const times = () => source.state.bars.map(({ t }) => t);
  const isWhole = () => times().every((t, i, all) => i === 0 || t - (all[i - 1] ?? 0) === minute);
  expect(source.state).toMatchObject({ hasLater: true, hasEarlier: true, forming: false });
  expect(times()).toContain(far);

  const changes: string[] = [];
  source.subscribe((change) => changes.push(change));
  opened[0]?.enter('live');
  const price = { o: 2, h: 2, l: 2, c: 2, v: 2 };
  const candle = { type: 'candle', symbol: 'BTC-SIM', interval: '1m', t: newest, closed: false, ...price };
  opened[0]?.say(candle);
  expect(times()).not.toContain(newest);
  const [first, last] = [times()[0] ?? 0, times().at(-1) ?? 0];
  source.loadLater();
  await vi.waitFor(() => expect(changes).toContain('later'));
  source.loadEarlier();
  await vi.waitFor(() => expect(times()[0]).toBeLessThan(first));
  expect(times().at(-1)).toBeGreaterThan(last);
  expect(isWhole()).toBe(true);

  while (source.state.hasLater) {
    const before = times().length;
    source.loadLater();
    await vi.waitFor(() => expect(times().length).toBeGreaterThan(before));
  }
  expect([times().at(-1), isWhole()]).toEqual([newest, true]);

  await source.goTo(first - 5000 * minute);
  expect(source.state.hasLater).toBe(true);
  await source.toNewest();
  expect([times().at(-1), source.state.hasLater, times().length]).toEqual([newest, false, 600]);
  stop();
});

it('takes its bars from where it is told, at the time that it is there', async () => {
  const calls = serve({});
  const asked: unknown[] = [];
  const followed: Followed[] = [];
  const origin: Origin = {
    key: 'elsewhere',
    now: () => 100_000,
    readChart(symbol, interval, query) {
      asked.push([symbol, interval, query.to]);
      return Promise.resolve(chart as unknown as Awaited<ReturnType<Origin['readChart']>>);
    },
    readValues: () => Promise.reject(new Error('No values were asked for.')),
    follow(follow) {
      followed.push(follow);
      return { close: () => undefined };
    },
  };
  const source = createBarSource('BTC-SIM', '1m', origin);
  const stop = source.start();
  await vi.waitFor(() => expect(source.state.status).toBe('ready'));
  followed[0]?.onMessage({
    type: 'candle',
    symbol: 'BTC-SIM',
    interval: '1m',
    ...bar(120),
    closed: true,
  } as never);
  expect(source.state.bars.map(({ t }) => t)).toEqual([60, 120]);
  // Behind its own clock is nothing, however late it is elsewhere.
  await source.goTo(90);
  await source.goTo(30);
  expect(asked).toEqual([
    ['BTC-SIM', '1m', undefined],
    ['BTC-SIM', '1m', undefined],
  ]);
  stop();
  expect([calls, opened]).toEqual([[], []]);
});

const bar = (t: number) => ({ t, o: 1, h: 1, l: 1, c: 1, v: 1 });
