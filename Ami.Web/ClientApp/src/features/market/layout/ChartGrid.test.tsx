import { act, screen, waitFor } from '@testing-library/react';
import { useEffect } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { signIn } from '@/testing/signIn';
import type { SymbolSummary } from '../api/symbols';
import type { BarSource } from '../chart/barSource';
import { BarSourcesContext, type BarSources } from '../chart/barSources';
import type { CandleChart } from '../chart/candleChart';
import type { ChartOverlay } from '../chart/overlay';
import type { Slot } from '../chart/slot';
import type { Interval } from '../chart/intervals';
import { withChart, withCount, withLink } from './body';
import { ChartGrid, type ActiveSymbol } from './ChartGrid';
import { useLayouts } from './useLayouts';

type Drawn = { summary: SymbolSummary; index: number; overlay?: ChartOverlay; isActive: boolean };

vi.mock('./OneChart', () => ({
  OneChart: ({ summary, index, overlay, isActive }: Drawn) => (
    <section aria-label={`Chart ${index + 1}`} data-symbol={summary.symbol} data-active={isActive}>
      <button type="button">Chart {index + 1}</button>
      {overlay?.({} as Slot<CandleChart>, {} as BarSource)}
    </section>
  ),
}));
vi.mock('./LayoutButton', () => ({ default: () => null }));

const summaryOf = (symbol: string) => ({ symbol, intervals: ['1m', '1h'] }) as unknown as SymbolSummary;
const [first, other] = [summaryOf('BTC-SIM'), summaryOf('ETH-SIM')];

/** The layouts of the page, for what is changed on it. */
let layouts: ReturnType<typeof useLayouts>[1];

function Held() {
  const [, held] = useLayouts();
  useEffect(() => {
    layouts = held;
  });
  return null;
}

const interval: Interval = '1m';

async function show(isReplay = false) {
  serve({
    'GET /api/trading/symbols': { status: 200, body: { items: [first, other] } },
    'GET /api/trading/layouts': { status: 200, body: { items: [] } },
  });
  const heard: ActiveSymbol[] = [];
  const onActive = (active: ActiveSymbol) => void heard.push(active);
  const overlay =
    ({ symbol }: SymbolSummary): ChartOverlay =>
    () => <span>orders of {symbol}</span>;
  const sources = { isReplay } as BarSources;
  renderPage(
    <BarSourcesContext value={sources}>
      <Held />
      <ChartGrid summary={first} overlay={overlay} onActive={onActive} />
    </BarSourcesContext>,
  );
  await screen.findByLabelText('Chart 1');
  // Of two charts the second one has a symbol of its own.
  act(() =>
    layouts.edit((body) =>
      withChart(withLink(withCount(body, 2), 'symbol'), 1, { symbol: 'ETH-SIM', interval }),
    ),
  );
  return { now: () => heard.at(-1) };
}

beforeEach(async () => {
  localStorage.clear();
  await switchLanguage('en');
  signIn();
});
// The layouts of the page outlive what is shown.
afterEach(() => act(() => layouts.edit((body) => withLink(withCount(body, 1), 'symbol'))));

it('shows on each chart what the account has in its own symbol', async () => {
  await show();
  expect(await screen.findByText('orders of ETH-SIM')).toBeTruthy();
  expect(screen.getByText('orders of BTC-SIM')).toBeTruthy();
});

it('tells which symbol the active chart shows, and whether others show another one', async () => {
  const { now } = await show();
  await screen.findByText('orders of ETH-SIM');
  expect(now()).toMatchObject({ summary: { symbol: 'BTC-SIM' }, isOneOfSeveral: true });
  act(() => screen.getByRole('button', { name: 'Chart 2' }).focus());
  expect(now()).toMatchObject({ summary: { symbol: 'ETH-SIM' }, isOneOfSeveral: true });
  act(() => screen.getByRole('button', { name: 'Chart 1' }).focus());
  expect(now()).toMatchObject({ summary: { symbol: 'BTC-SIM' } });
});

it('is about the symbol of the page again once charts have it in common', async () => {
  const { now } = await show();
  await screen.findByText('orders of ETH-SIM');
  act(() => screen.getByRole('button', { name: 'Chart 2' }).focus());
  act(() => layouts.edit((body) => withLink(body, 'symbol')));
  await waitFor(() => expect(now()).toMatchObject({ summary: { symbol: 'BTC-SIM' }, isOneOfSeveral: false }));
  act(() => layouts.edit((body) => withLink(body, 'symbol')));
});

it('has one symbol in a replay, whatever the layout says', async () => {
  const { now } = await show(true);
  expect(screen.queryByText('orders of ETH-SIM')).toBeNull();
  expect(now()).toMatchObject({ summary: { symbol: 'BTC-SIM' }, isOneOfSeveral: false });
});
