import { act } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { signIn } from '@/testing/signIn';
import type { BarSource, BarsChange } from '../chart/barSource';
import type { CandleChart } from '../chart/candleChart';
import { createSlot } from '../chart/slot';
import SessionBreaks from './SessionBreaks';

const shown = vi.hoisted(() => [] as number[][]);

vi.mock('./breakLines', () => ({
  createBreakLines: () => ({ primitive: 'lines', show: (places: number[]) => shown.push(places) }),
}));

const hour = 3600;
const opens = Date.parse('2026-11-27T14:30:00Z') / 1000;

function chartOf(times: number[]) {
  const listeners = new Set<(change: BarsChange) => void>();
  const state = { bars: times.map((t) => ({ t })) };
  const source = {
    symbol: 'AAPL',
    interval: '1h',
    state,
    subscribe(listener: (change: BarsChange) => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
  const attached: unknown[] = [];
  const slot = createSlot<CandleChart>();
  slot.set({
    chart: { chartElement: () => document.body },
    attach: (primitive: unknown) => {
      attached.push(primitive);
      return () => undefined;
    },
  } as unknown as CandleChart);
  const come = (t: number, change: BarsChange) =>
    act(() => {
      state.bars = [...state.bars, { t }];
      listeners.forEach((listener) => listener(change));
    });
  return { source: source as unknown as BarSource, slot, attached, come };
}

beforeEach(() => {
  shown.length = 0;
  signIn();
});

it('asks for the sessions around the bars, and has a line where one begins, also when its first bar comes', async () => {
  const session = (at: number) => ({
    opens: new Date(at * 1000).toISOString(),
    closes: new Date((at + 6.5 * hour) * 1000).toISOString(),
    dayEnds: new Date((at + 6.5 * hour) * 1000).toISOString(),
  });
  const items = [session(opens - 24 * hour), session(opens), session(opens + 72 * hour)];
  const calls = serve({
    'GET /api/trading/symbols/AAPL/sessions': { status: 200, body: { aroundTheClock: false, items } },
  });
  const { source, slot, attached, come } = chartOf([opens - 20 * hour, opens, opens + hour]);
  renderPage(<SessionBreaks chart={slot} source={source} hasCalendar />);
  await vi.waitFor(() => expect(shown.at(-1)).toEqual([1]));
  expect(attached).toEqual(['lines']);
  const [asked] = calls;
  expect(Date.parse(asked?.query.get('from') ?? '')).toBeLessThanOrEqual((opens - 20 * hour) * 1000);
  expect(Date.parse(asked?.query.get('to') ?? '')).toBeGreaterThan((opens + 2 * hour) * 1000);
  come(opens + 72 * hour, 'last');
  expect(shown.at(-1)).toEqual([1, 3]);
});

it('has a line for each day where there is no calendar, and asks for nothing', () => {
  const calls = serve({});
  const midnight = Date.parse('2026-11-28T00:00:00Z') / 1000;
  const { source, slot } = chartOf([midnight - hour, midnight, midnight + hour]);
  renderPage(<SessionBreaks chart={slot} source={source} hasCalendar={false} />);
  expect(shown.at(-1)).toEqual([1]);
  expect(calls).toHaveLength(0);
});
