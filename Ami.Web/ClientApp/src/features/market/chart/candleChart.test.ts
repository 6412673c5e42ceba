import { PriceScaleMode } from 'lightweight-charts';
import { beforeEach, expect, it, vi } from 'vitest';
import { createFormats } from '@/lib/formats/formats';
import type { Bar } from './bars';
import { createCandleChart } from './candleChart';
import type { PriceScale } from './look';

const made = vi.hoisted(() => ({
  series: [] as { options: Record<string, unknown> }[],
  lines: [] as Record<string, unknown>[],
  range: { from: 0, to: 1 },
  pointed: [] as (number | null)[],
  modes: [] as unknown[],
  moved: null as ((event: { time?: number; sourceEvent?: object }) => void) | null,
}));

vi.mock('@/components/charts/zonedTime', () => {
  const scale = () => ({
    applyOptions: ({ mode }: { mode?: number }) => mode !== undefined && made.modes.push(mode),
  });
  const series = (_: unknown, options: Record<string, unknown>) => {
    made.series.push({ options });
    return {
      priceScale: scale,
      applyOptions: vi.fn(),
      update: vi.fn(),
      setData: vi.fn(),
      createPriceLine(line: Record<string, unknown>) {
        made.lines.push(line);
        return { applyOptions: (next: Record<string, unknown>) => Object.assign(line, next) };
      },
    };
  };
  const timeScale = () => ({
    subscribeVisibleLogicalRangeChange: vi.fn(),
    setVisibleLogicalRange: vi.fn(),
    getVisibleLogicalRange: () => made.range,
  });
  const chart = {
    addSeries: series,
    priceScale: scale,
    timeScale,
    subscribeCrosshairMove: (hear: typeof made.moved) => (made.moved = hear),
    applyOptions: vi.fn(),
    setCrosshairPosition: (_: number, t: number) => made.pointed.push(t),
    clearCrosshairPosition: () => made.pointed.push(null),
  };
  return { createZonedChart: () => chart, tickLabelOptions: vi.fn() };
});

const bar = (t: number, c: number): Bar => ({ t, o: 10, h: 12, l: 8, c, v: 1 });

const chartOf = (onPoint: (t: number | null) => void = vi.fn(), scale: PriceScale = 'normal') =>
  createCandleChart({
    element: document.createElement('div'),
    formats: createFormats('en', 'UTC'),
    priceDigits: 2,
    daily: false,
    look: { type: 'candles', scale },
    onHover: vi.fn(),
    onPoint,
    onNearStart: vi.fn(),
    onNearEnd: vi.fn(),
    isNewest: () => true,
    onLatest: vi.fn(),
  });

beforeEach(() => Object.assign(made, { series: [], lines: [], pointed: [], modes: [], moved: null }));

it('tags the newest price on the axis, not that of the last bar on screen', () => {
  const chart = chartOf();
  chart.show([bar(60, 9), bar(120, 11)], 'all');
  expect(made.series[0]?.options).toMatchObject({ lastValueVisible: false });
  expect(made.lines).toMatchObject([{ price: 11, axisLabelVisible: true, lineVisible: false }]);
  chart.show([bar(60, 9), bar(120, 12)], 'last');
  chart.recolor();
  expect(made.lines).toMatchObject([{ price: 12 }]);
});

it('shows where another chart points while that is in sight, and no crosshair otherwise', () => {
  const chart = chartOf();
  chart.show([bar(60, 9), bar(120, 11), bar(180, 10)], 'all');
  made.range = { from: 0.5, to: 1.5 };
  for (const t of [150, 60, 190, 30, null]) chart.pointAt(t);
  expect(made.pointed).toEqual([120, null, null, null, null]);
});

it('gives the library the scale of prices that is chosen', () => {
  const chart = chartOf(undefined, 'percent');
  for (const scale of ['log', 'normal', 'percent'] as const) chart.rescale(scale);
  expect(made.modes).toEqual([
    PriceScaleMode.Percentage,
    PriceScaleMode.Logarithmic,
    PriceScaleMode.Normal,
    PriceScaleMode.Percentage,
  ]);
});

it('tells where the person points, and not where another chart did', () => {
  const told: (number | null)[] = [];
  chartOf((t) => told.push(t));
  const person = {};
  made.moved?.({ time: 120, sourceEvent: person });
  made.moved?.({ time: 180 });
  made.moved?.({ sourceEvent: person });
  expect(told).toEqual([120, null]);
});
