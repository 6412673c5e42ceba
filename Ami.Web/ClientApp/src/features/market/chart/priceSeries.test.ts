import { describe, expect, it, vi } from 'vitest';
import type { Bar } from './bars';
import { chartTypes } from './look';
import { addPriceSeries, heikinAshi } from './priceSeries';

const bars: Bar[] = [
  { t: 60, o: 10, h: 14, l: 8, c: 12, v: 1 },
  { t: 120, o: 12, h: 13, l: 6, c: 7, v: 2 },
  { t: 180, o: 7, h: 9, l: 7, c: 9, v: 3 },
];

function drawn(type: (typeof chartTypes)[number]) {
  const series = { setData: vi.fn(), update: vi.fn(), applyOptions: vi.fn() };
  const made = addPriceSeries({ addSeries: () => series } as never, type, {});
  return { made, series };
}

describe('Heikin-Ashi', () => {
  it('closes at the mean and opens in the middle of the bar before', () => {
    expect(heikinAshi(bars)).toEqual([
      { t: 60, o: 11, h: 14, l: 8, c: 11, v: 1 },
      { t: 120, o: 11, h: 13, l: 6, c: 9.5, v: 2 },
      { t: 180, o: 10.25, h: 10.25, l: 7, c: 8, v: 3 },
    ]);
  });

  it('that comes bar by bar, each told several times, is the one of the whole', () => {
    const { made, series } = drawn('heikinAshi');
    made.setData(bars.slice(0, 1));
    for (const bar of bars.slice(1)) {
      made.update({ ...bar, h: bar.o, l: bar.o, c: bar.o });
      made.update(bar);
    }
    const [last] = series.update.mock.calls.at(-1) ?? [];
    expect(last).toEqual({ time: 180, open: 10.25, high: 10.25, low: 7, close: 8 });
  });
});

it.each(chartTypes)('draws %s in its shape', (type) => {
  const { made, series } = drawn(type);
  made.setData(bars);
  made.recolor({} as never);
  const [first] = (series.setData.mock.calls[0]?.[0] ?? []) as object[];
  const isLine = type === 'line' || type === 'area';
  expect(Object.keys(first ?? {})).toEqual(
    isLine ? ['time', 'value'] : ['time', 'open', 'high', 'low', 'close'],
  );
  expect(series.applyOptions).toHaveBeenCalledOnce();
});
