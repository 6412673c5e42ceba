import { beforeEach, expect, it, vi } from 'vitest';
import { createFormats } from '@/lib/formats/formats';
import type { Bar } from './bars';
import { createCandleChart } from './candleChart';

const made = vi.hoisted(() => ({
  series: [] as { options: Record<string, unknown> }[],
  lines: [] as Record<string, unknown>[],
  range: { from: 0, to: 1 },
  pointed: [] as (number | null)[],
}));

vi.mock('@/components/charts/zonedTime', () => {
  const scale = () => ({ applyOptions: vi.fn() });
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
    subscribeCrosshairMove: vi.fn(),
    applyOptions: vi.fn(),
    setCrosshairPosition: (_: number, t: number) => made.pointed.push(t),
    clearCrosshairPosition: () => made.pointed.push(null),
  };
  return { createZonedChart: () => chart, tickLabelOptions: vi.fn() };
});

const bar = (t: number, c: number): Bar => ({ t, o: 10, h: 12, l: 8, c, v: 1 });

const chartOf = () =>
  createCandleChart({
    element: document.createElement('div'),
    formats: createFormats('en', 'UTC'),
    priceDigits: 2,
    daily: false,
    look: { type: 'candles', scale: 'normal' },
    onHover: vi.fn(),
    onPoint: vi.fn(),
    onNearStart: vi.fn(),
    onNearEnd: vi.fn(),
    isNewest: () => true,
    onLatest: vi.fn(),
  });

beforeEach(() => Object.assign(made, { series: [], lines: [], pointed: [] }));

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
