import { act, cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import type { ChartIndicators } from '../indicators/useChartIndicators';
import { createCrosshairs } from '../layout/crosshairs';
import '../texts';
import type { BarSource } from './barSource';
import type { CandleChart, CandleChartOptions } from './candleChart';
import { CandleView } from './CandleView';
import type { Adjust, PriceScale } from './look';

const made = vi.hoisted(
  () => [] as { options: CandleChartOptions; pointed: (number | null)[]; scales: string[] }[],
);

vi.mock('../drawings/DrawingLayer', () => ({ default: () => null }));
vi.mock('../commands/laterPress', () => ({
  createLaterPress: () => ({ load: () => undefined, arrived: () => undefined, press: () => false }),
}));
vi.mock('./candleChart', () => ({
  createCandleChart(options: CandleChartOptions) {
    const one = { options, pointed: [] as (number | null)[], scales: [] as string[] };
    made.push(one);
    const nothing = () => undefined;
    const scale = {
      width: () => 800,
      subscribeVisibleLogicalRangeChange: nothing,
      subscribeSizeChange: nothing,
      unsubscribeVisibleLogicalRangeChange: nothing,
      unsubscribeSizeChange: nothing,
    };
    return {
      chart: { timeScale: () => scale },
      recolor: vi.fn(),
      show: vi.fn(),
      range: () => null,
      remove: vi.fn(),
      rescale: (scale: string) => one.scales.push(scale),
      pointAt: (t: number | null) => one.pointed.push(t),
    };
  },
}));

const source = (symbol: string) =>
  ({
    symbol,
    interval: '1h',
    origin: { key: '', now: () => 0 },
    state: { bars: [], hasLater: false },
    subscribe: () => () => undefined,
  }) as unknown as BarSource;
const symbols = ['BTC-SIM', 'ETH-SIM', 'SOL-SIM'];
const sources = symbols.map(source);
const noActions = { status: 200, body: { items: [], factors: [] } };

const chartRefs: { current: CandleChart | null }[] = sources.map(() => ({ current: null }));

type ChartsProps = { crosshairs: ReturnType<typeof createCrosshairs>; adjust?: Adjust };

function Charts({ crosshairs, adjust }: ChartsProps) {
  const [scale, setScale] = useState<PriceScale>('normal');
  const [isLinked, setLinked] = useState(true);
  return (
    <>
      <button onClick={() => setScale('log')}>Log</button>
      <button onClick={() => setScale('percent')}>Percent</button>
      <button onClick={() => setLinked(!isLinked)}>Link</button>
      {sources.map((each, index) => (
        <CandleView
          key={each.symbol}
          source={each}
          priceDigits={2}
          indicators={{ wanted: [] } as unknown as ChartIndicators}
          onSettings={() => undefined}
          look={{ type: 'candles', scale, adjust }}
          showsAlerts={false}
          sessions={null}
          comparison={null}
          onUncompare={() => undefined}
          chartRef={chartRefs[index] ?? { current: null }}
          isActive={false}
          onLatest={() => undefined}
          crosshairs={isLinked ? crosshairs : null}
        />
      ))}
    </>
  );
}

beforeEach(async () => {
  made.length = 0;
  serve(
    Object.fromEntries(symbols.map((symbol) => [`GET /api/trading/corporate-actions/${symbol}`, noActions])),
  );
  await switchLanguage('en');
});

it('shows on the other charts where one is pointed at, and on none once they are not linked', async () => {
  renderPage(<Charts crosshairs={createCrosshairs()} />);
  expect(made).toHaveLength(3);
  act(() => made[1]?.options.onPoint(7200));
  expect(made.map(({ pointed }) => pointed)).toEqual([[7200], [], [7200]]);
  act(() => made[1]?.options.onPoint(null));
  expect(made.map(({ pointed }) => pointed)).toEqual([[7200, null], [], [7200, null]]);
  await userEvent.click(screen.getByText('Link'));
  act(() => made[1]?.options.onPoint(3600));
  expect(made[0]?.pointed).toEqual([7200, null]);
  await userEvent.click(screen.getByText('Link'));
  act(() => made[2]?.options.onPoint(3600));
  expect(made.map(({ pointed }) => pointed.at(-1))).toEqual([3600, 3600, null]);
});

it('hands the price scale that is chosen to the chart, which it does not make anew for that', async () => {
  renderPage(<Charts crosshairs={createCrosshairs()} />);
  for (const name of ['Log', 'Percent']) await userEvent.click(screen.getByText(name));
  expect(made).toHaveLength(3);
  expect(made[0]?.scales.slice(-2)).toEqual(['log', 'percent']);
});

it('says for what its prices are adjusted, where that is not what charts usually are', async () => {
  const crosshairs = createCrosshairs();
  renderPage(<Charts crosshairs={crosshairs} adjust="none" />);
  expect(await screen.findAllByText('Not adjusted')).toHaveLength(3);
  cleanup();
  renderPage(<Charts crosshairs={crosshairs} adjust="splits" />);
  expect(screen.queryByText(/djusted/)).toBeNull();
});
