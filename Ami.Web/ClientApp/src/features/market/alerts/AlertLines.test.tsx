import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { LineStyle } from 'lightweight-charts';
import { useRef } from 'react';
import { beforeEach, expect, it } from 'vitest';
import { loadDialogs } from '@/components/Dialog';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import type { BarSource } from '../chart/barSource';
import type { CandleChart } from '../chart/candleChart';
import { market } from '../chart/origin';
import { createSlot } from '../chart/slot';
import AlertLines from './AlertLines';
import { keptAlert } from './testing';

const priced = (id: string, change: object = {}) =>
  keptAlert({ id, version: 3, name: `Alert ${id}`, ...change });

const url = (id: string) => `/api/trading/alerts/${id}`;

type Drawn = { price: number; color: string; lineStyle: LineStyle };

/** A chart that keeps the lines which are drawn on it. */
function fakeChart() {
  const lines = new Set<Drawn>();
  const series = {
    createPriceLine(options: Drawn) {
      const line = { ...options };
      lines.add(line);
      return Object.assign(line, { applyOptions: (next: object) => Object.assign(line, next) });
    },
    removePriceLine: (line: Drawn) => lines.delete(line),
  };
  const chart = createSlot<CandleChart>();
  chart.set({
    attach(primitive: { attached: (at: object) => void; detached: () => void }) {
      primitive.attached({ series, chart: {}, requestUpdate: () => undefined });
      return () => primitive.detached();
    },
  } as unknown as CandleChart);
  return { chart, lines };
}

const source = {
  symbol: 'BTC-SIM',
  interval: '1h',
  origin: market,
  state: { bars: [] },
} as unknown as BarSource;

const actions = 'GET /api/trading/corporate-actions/BTC-SIM';

function show(items: object[], answers: Parameters<typeof serve>[0] = {}) {
  const { chart, lines } = fakeChart();
  let shown = items;
  const calls = serve({
    [actions]: { status: 200, body: { items: [], factors: [] } },
    'GET /api/trading/alerts': () => ({ status: 200, body: { items: shown, secretMadeAt: null } }),
    ...answers,
  });
  function Chart() {
    const view = useRef<HTMLDivElement>(null);
    return (
      <div ref={view} role="application" tabIndex={0} aria-label="Chart">
        <AlertLines chart={chart} view={view} source={source} priceDigits={2} />
      </div>
    );
  }
  renderPage(<Chart />);
  return { lines, calls, leave: (next: object[]) => void (shown = next) };
}

const sent = (calls: ReturnType<typeof serve>, method: string) =>
  calls.filter((call) => call.method === method);

beforeEach(() => switchLanguage('en'));

it('draws the prices of what is armed, waits and is off, each in another way and in words', async () => {
  const { lines } = show([
    priced('armed'),
    priced('waiting', { isArmed: false }),
    priced('off', { enabled: false }),
    priced('new', { isArmed: null }),
    priced('other', { symbol: 'ETH-SIM' }),
    priced('all', { symbol: null }),
    priced('over', { enabled: false, ended: 'expired' }),
    priced('rsi', { rule: 'rsi(close, 14) > 70', form: null }),
  ]);
  const group = await screen.findByRole('group', { name: 'Your alerts on the chart' });
  await within(group).findByText('Alert armed · 100.00');
  expect(within(group).getAllByRole('slider')).toHaveLength(4);
  expect([...lines].map(({ lineStyle }) => lineStyle)).toEqual([
    LineStyle.Dashed,
    LineStyle.LargeDashed,
    LineStyle.SparseDotted,
    LineStyle.Dashed,
  ]);
  for (const [name, word] of [
    ['armed', 'armed'],
    ['waiting', 'waiting'],
    ['off', 'off'],
  ])
    // prettier-ignore
    expect(screen.getByRole('slider', { name: new RegExp(`^Alert: Alert ${name} \\(${word}\\)`) })).toBeTruthy();
});

it('moves an alert by keys with its condition, its form and the name that said its price', async () => {
  const terms = {
    margin: 0.5,
    repeat: 'once',
    expiresAt: '2027-01-01T00:00:00Z',
    mail: true,
    webhook: 'https://example.test/hook',
  };
  const alert = priced('a', { name: 'BTC-SIM above 100', enabled: false, ...terms });
  const { calls, lines } = show([alert], { [`PUT ${url('a')}`]: ({ body }) => ({ status: 200, body }) });
  const slider = await screen.findByRole('slider');
  slider.focus();
  await userEvent.keyboard('{PageUp}{Enter}');
  await waitFor(() => expect(sent(calls, 'PUT')).toHaveLength(1));
  expect(sent(calls, 'PUT')[0]?.body).toMatchObject({
    version: 3,
    name: 'BTC-SIM above 101.00',
    rule: 'close > 101',
    form: { kind: 'price', way: 'above', level: 101 },
    symbol: 'BTC-SIM',
    enabled: false,
    ...terms,
  });
  expect([...lines]).toHaveLength(1);
  expect(document.activeElement).toBe(slider);
});

it('stands at the price of new shares after a split, and is written for those once it is moved', async () => {
  const alert = priced('a', { name: 'BTC-SIM above 100', writtenAt: '2020-06-01T00:00:00Z' });
  const { calls, lines } = show([alert], {
    [actions]: {
      status: 200,
      body: { items: [], factors: [{ until: '2020-08-31T04:00:00Z', factor: 0.25 }] },
    },
    [`PUT ${url('a')}`]: ({ body }) => ({ status: 200, body }),
  });
  await waitFor(() => expect([...lines].map(({ price }) => price)).toEqual([25]));
  const slider = await screen.findByRole('slider');
  slider.focus();
  await userEvent.keyboard('{ArrowUp}{Enter}');
  await waitFor(() => expect(sent(calls, 'PUT')).toHaveLength(1));
  expect(sent(calls, 'PUT')[0]?.body).toMatchObject({ name: 'BTC-SIM above 25.01', rule: 'close > 25.01' });
});

it('goes on saying the price in the name of an alert that is moved twice, once, and by the digits of the symbol', async () => {
  let alert = priced('a', { name: 'BTC-SIM sobre 50000', rule: 'close > 50000', form: null });
  alert = { ...alert, form: { kind: 'price', way: 'above', level: 50_000 } };
  const put = ({ body }: { body: unknown }) => {
    leave([{ ...alert, ...(body as object), version: alert.version + 1 }]);
    return { status: 200, body };
  };
  const { calls, leave } = show([alert], { [`PUT ${url('a')}`]: put });
  await screen.findByText('BTC-SIM sobre 50000');
  (await screen.findByRole('slider')).focus();
  await userEvent.keyboard('{PageUp}{Enter}');
  await screen.findByText('BTC-SIM above 50001.00');
  await userEvent.keyboard('{PageUp}{Enter}');
  await screen.findByText('BTC-SIM above 50002.00');
  expect(sent(calls, 'PUT')).toHaveLength(2);
});

it('says when an alert cannot be moved, and shows it where it is', async () => {
  const refused = { status: 409, body: { code: 'market.alert_changed', detail: 'Changed.' } };
  const { lines } = show([priced('a')], { [`PUT ${url('a')}`]: refused });
  const slider = await screen.findByRole('slider');
  slider.focus();
  await userEvent.keyboard('{ArrowUp}');
  expect([...lines][0]?.price).toBe(100.01);
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect([...lines][0]?.price).toBe(100));
  expect(slider.getAttribute('aria-valuetext')).toBe('100.00');
});

it('shows the prices of a longer condition, which cannot be moved', async () => {
  const { lines } = show([priced('a', { rule: 'close < 90 or close > 110', form: null })]);
  await screen.findByText('Alert a · 110.00');
  expect([...lines].map(({ price }) => price)).toEqual([90, 110]);
  expect(screen.queryByRole('slider')).toBeNull();
  expect(screen.getAllByRole('button', { name: 'Delete Alert a' })).toHaveLength(2);
});

it('deletes an alert at its line, after asking, and gives the focus to the chart', async () => {
  await loadDialogs();
  const { calls, lines, leave } = show([priced('a')], { [`DELETE ${url('a')}`]: { status: 204 } });
  (await screen.findByRole('slider')).focus();
  await userEvent.keyboard('{Delete}');
  const dialog = await screen.findByRole('dialog', { name: 'Delete “Alert a”' });
  expect(sent(calls, 'DELETE')).toEqual([]);
  leave([]);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Delete it' }));
  await waitFor(() => expect(lines.size).toBe(0));
  expect(sent(calls, 'DELETE')[0]?.query.get('version')).toBe('3');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('application')));
});

it('draws nothing where prices stand nobody knows where', async () => {
  const { lines, calls } = show([priced('a')], {
    [actions]: { status: 400, body: { code: 'x', title: 'No.' } },
  });
  await waitFor(() => expect(calls).toHaveLength(2));
  await act(() => Promise.resolve());
  expect(lines.size).toBe(0);
});
