import { beforeEach, expect, it, vi } from 'vitest';
import { createFormats } from '@/lib/formats/formats';
import type { Bar } from './bars';
import { createCandleChart } from './candleChart';

const made = vi.hoisted(() => ({
  series: [] as { options: Record<string, unknown> }[],
  lines: [] as Record<string, unknown>[],
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
  const timeScale = () => ({ subscribeVisibleLogicalRangeChange: vi.fn(), setVisibleLogicalRange: vi.fn() });
  const chart = {
    addSeries: series,
    priceScale: scale,
    timeScale,
    subscribeCrosshairMove: vi.fn(),
    applyOptions: vi.fn(),
  };
  return { createZonedChart: () => chart, tickLabelOptions: vi.fn() };
});

const bar = (t: number, c: number): Bar => ({ t, o: 10, h: 12, l: 8, c, v: 1 });

beforeEach(() => Object.assign(made, { series: [], lines: [] }));

it('tags the newest price on the axis, not that of the last bar on screen', () => {
  const chart = createCandleChart({
    element: document.createElement('div'),
    formats: createFormats('en', 'UTC'),
    priceDigits: 2,
    daily: false,
    look: { type: 'candles', scale: 'normal' },
    onHover: vi.fn(),
    onNearStart: vi.fn(),
    onLatest: vi.fn(),
  });
  chart.show([bar(60, 9), bar(120, 11)], 'all');
  expect(made.series[0]?.options).toMatchObject({ lastValueVisible: false });
  expect(made.lines).toMatchObject([{ price: 11, axisLabelVisible: true, lineVisible: false }]);
  chart.show([bar(60, 9), bar(120, 12)], 'last');
  chart.recolor();
  expect(made.lines).toMatchObject([{ price: 12 }]);
});
