import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import type { BarSource } from '@/features/market/chart/barSource';
import { market } from '@/features/market/chart/origin';
import type { CandleChart } from '@/features/market/chart/candleChart';
import { createSlot } from '@/features/market/chart/slot';
import type { ChartLine, TradeMark } from '@/components/charts/lines/lines';
import { switchLanguage } from '@/lib/i18n';
import type { LiveQuote } from '@/lib/live/quotes';
import { At } from '@/testing/at';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { signIn } from '@/testing/signIn';
import TradeOverlay from './TradeOverlay';

type Shown = { lines: readonly ChartLine[]; marks: readonly TradeMark[] };

vi.mock('@/components/charts/lines/LineOverlay', () => ({
  LineOverlay: ({ lines, marks }: Shown) => (
    <>
      {lines.map(({ id, price, label, more, move, remove }) => (
        <p key={id}>
          {label} at {price} {more}
          {remove && (
            <button type="button" onClick={remove.ask}>
              {remove.name}
            </button>
          )}
          {move && (
            <button type="button" onClick={() => void move.to(price + 1)}>
              {move.name}
            </button>
          )}
        </p>
      ))}
      <output>{marks.map(({ price }) => price).join(' ')}</output>
    </>
  ),
}));

const instrument = {
  symbol: 'BTC-SIM',
  currency: 'USD',
  priceDigits: 2,
  quantityDigits: 4,
  minQuantity: 0.0001,
  minNotional: 1,
  simulated: true,
};
const order = {
  id: 'o1',
  symbol: 'BTC-SIM',
  side: 'buy',
  type: 'stopLimit',
  role: 'entry',
  quantity: 2,
  stopPrice: 110,
  limitPrice: 112,
  version: 3,
};
const position = { symbol: 'BTC-SIM', quantity: 2, averagePrice: 90, mark: 100, unrealisedPnl: 20 };
const hour = 3_600_000;
const fill = (n: number) => ({
  id: String(n),
  orderId: String(n),
  at: new Date(n * hour).toISOString(),
  price: n,
  side: 'buy',
});
const pages: Record<string, object> = {
  newest: { items: [fill(9), fill(8)], nextCursor: 'older' },
  older: { items: [fill(7), fill(6)], nextCursor: 'oldest' },
  oldest: { items: [fill(5)], nextCursor: null },
};

/** A chart of ten bars of an hour. */
function chartOf() {
  let range = { from: 8, to: 12 };
  const listeners = new Set<() => void>();
  const held = {
    range: () => range,
    chart: {
      timeScale: () => ({
        subscribeVisibleLogicalRangeChange: (listener: () => void) => listeners.add(listener),
        unsubscribeVisibleLogicalRangeChange: (listener: () => void) => listeners.delete(listener),
      }),
    },
  } as unknown as CandleChart;
  const slot = createSlot<CandleChart>();
  slot.set(held);
  return {
    slot,
    listeners,
    pan(from: number) {
      range = { from, to: from + 4 };
      listeners.forEach((listener) => listener());
    },
  };
}

const bars = Array.from({ length: 10 }, (_, i) => ({ t: i * 3600 }));
const source = {
  symbol: 'BTC-SIM',
  interval: '1h',
  origin: market,
  state: { bars },
  subscribe: () => () => undefined,
} as unknown as BarSource;

const actions = 'GET /api/trading/corporate-actions/BTC-SIM';

function show(own: object = {}, { quote, on = source }: { quote?: LiveQuote; on?: BarSource } = {}) {
  vi.stubGlobal(
    'WebSocket',
    class {
      close() {
        return undefined;
      }
    },
  );
  const calls = serve({
    [actions]: { status: 200, body: { items: [], factors: [] } },
    'GET /api/trading/paper/overview': {
      status: 200,
      body: {
        accounts: [{ id: 'a1', currency: 'USD', resetCount: 0 }],
        accountId: 'a1',
        positions: [position],
        workingOrders: [order],
      },
    },
    'GET /api/trading/paper/fills': ({ query }) => ({
      status: 200,
      body: pages[query.get('cursor') ?? 'newest'],
    }),
    'PATCH /api/trading/paper/order/o1': { status: 200, body: { ...order, version: 4 } },
    ...own,
  });
  const chart = chartOf();
  const { client } = renderPage(
    <At time={new Date().toISOString()} quote={quote}>
      <TradeOverlay chart={chart.slot} source={on} instrument={instrument} draft={null} picking={null} />
    </At>,
  );
  return { calls, chart, client };
}

const fillsOf = (calls: ReturnType<typeof show>['calls']) =>
  calls.filter(({ path }) => path.endsWith('/fills')).map(({ query }) => query.get('cursor'));

beforeEach(async () => {
  await switchLanguage('en');
  signIn();
});

it('says beside a position what it gains or loses', async () => {
  show();
  const line = await screen.findByText(/^Long 2 at 90/);
  expect(line.textContent).toContain('+$20.00');
  // A picture of the chart is shown to others.
  expect(screen.getByText('+$20.00').closest('[data-no-picture]')).toBeTruthy();
});

it('asks no more to close what is gone, also when something is held again', async () => {
  let positions = [position];
  const overview = {
    accounts: [{ id: 'a1', currency: 'USD', resetCount: 0 }],
    accountId: 'a1',
    workingOrders: [],
  };
  const { client } = show({
    'GET /api/trading/paper/overview': () => ({ status: 200, body: { ...overview, positions } }),
  });
  await userEvent.click(await screen.findByRole('button', { name: /^Close .*BTC-SIM/ }));
  expect(await screen.findByRole('dialog', { name: /BTC-SIM/ })).toBeTruthy();
  for (const now of [[], [position]]) {
    positions = now;
    await act(() => client.invalidateQueries());
    await waitFor(() => expect(screen.queryAllByText(/^Long 2 at 90/)).toHaveLength(now.length));
    expect(screen.queryByRole('dialog')).toBeNull();
  }
});

it('moves the limit of a stop-limit by its own line', async () => {
  const { calls } = show();
  expect(await screen.findByText(/^Stop Buy 2 at 110/)).toBeTruthy();
  await userEvent.click(await screen.findByRole('button', { name: 'Limit of an order: Buy 2' }));
  await waitFor(() => expect(calls.some(({ method }) => method === 'PATCH')).toBe(true));
  expect(calls.find(({ method }) => method === 'PATCH')?.body).toEqual({ version: 3, limitPrice: 113 });
});

it('marks older trades once the chart is looked at that far back, and follows it no longer than there are more', async () => {
  const { calls, chart } = show();
  const marks = () => screen.getByRole('status').textContent;
  await waitFor(() => expect(marks()).toBe('9 8'));
  await waitFor(() => expect(chart.listeners.size).toBe(1));
  expect(fillsOf(calls)).toEqual([null]);
  act(() => chart.pan(7));
  await waitFor(() => expect(marks()).toBe('9 8 7 6'));
  expect(fillsOf(calls)).toEqual([null, 'older']);
  act(() => chart.pan(0));
  await waitFor(() => expect(marks()).toBe('9 8 7 6 5'));
  await waitFor(() => expect(chart.listeners.size).toBe(0));
});

it('asks again for older trades that could not be read when the chart goes further back', async () => {
  let fails = true;
  const { chart } = show({
    'GET /api/trading/paper/fills': ({ query }: { query: URLSearchParams }) => {
      const cursor = query.get('cursor');
      if (cursor !== null && fails) return { status: 400, body: { code: 'x', title: 'No.' } };
      return { status: 200, body: pages[cursor ?? 'newest'] };
    },
  });
  const marks = () => screen.getByRole('status').textContent;
  await waitFor(() => expect(chart.listeners.size).toBe(1));
  act(() => chart.pan(7));
  await waitFor(() => expect(marks()).toBe('9 8'));
  fails = false;
  act(() => chart.pan(6));
  await waitFor(() => expect(marks()).toBe('9 8 7 6'));
});

it('shows executions from before a split, and what still counts in old shares, where they stand on the chart', async () => {
  const { calls } = show({
    // Between the eighth and the ninth of its bars; and after the last, which is the newest price.
    [actions]: {
      status: 200,
      body: {
        items: [],
        factors: [
          { until: new Date(8.5 * hour).toISOString(), factor: 0.25 },
          { until: new Date(20 * hour).toISOString(), factor: 0.5 },
        ],
      },
    },
  });
  await waitFor(() => expect(screen.getByRole('status').textContent).toBe('4.5 2'));
  expect(await screen.findByText(/^Long 2 at 45/)).toBeTruthy();
  await userEvent.click(await screen.findByRole('button', { name: 'Limit of an order: Buy 2' }));
  await waitFor(() => expect(calls.some(({ method }) => method === 'PATCH')).toBe(true));
  expect(calls.find(({ method }) => method === 'PATCH')?.body).toMatchObject({ limitPrice: 114 });
});

it('shows an order in old shares until the first price after a split, also in a week that goes on', async () => {
  const week = 7 * 86_400;
  const now = Date.now();
  const bars = [3, 2, 1, 0].map((ago) => ({ t: Math.floor(now / 1000) - 86_400 - ago * week }));
  const [until, before] = [now - 3_600_000, now - 7_200_000];
  show(
    {
      [actions]: {
        status: 200,
        body: { items: [], factors: [{ until: new Date(until).toISOString(), factor: 0.5 }] },
      },
    },
    {
      quote: { symbol: 'BTC-SIM', time: before, bid: 90, ask: 90, last: 90 },
      on: Object.assign(Object.create(source), { interval: '1w', state: { bars } }) as BarSource,
    },
  );
  expect(await screen.findByText(/^Long 2 at 45/)).toBeTruthy();
});

it('marks no trades, and moves no order, where prices stand nobody knows where', async () => {
  const { calls } = show({ [actions]: { status: 400, body: { code: 'x', title: 'No.' } } });
  expect(await screen.findByText(/^Stop Buy 2 at 110/)).toBeTruthy();
  await waitFor(() => expect(fillsOf(calls)).toHaveLength(1));
  expect(screen.queryByRole('button', { name: 'Limit of an order: Buy 2' })).toBeNull();
  expect(screen.getByRole('status').textContent).toBe('');
});
