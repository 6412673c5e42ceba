import type { IChartApiBase, Time } from 'lightweight-charts';
import { expect, it } from 'vitest';
import type { Line } from './indicatorSource';
import { createIndicatorLayer, timeAt, withLevels } from './indicatorLayer';
import { rsi, sma } from './testing';

type Point = { time: number; value?: number };

/** The part of the library that the layer uses. */
function fakeChart() {
  const panes: { stretch: number }[] = [{ stretch: 0 }];
  const series: { pane: number; data: Point[]; levels: number[]; options: Record<string, unknown> }[] = [];
  const chart = {
    addSeries(_: unknown, options: Record<string, unknown>, pane: number) {
      while (panes.length <= pane) panes.push({ stretch: 0 });
      const made = { pane, data: [] as Point[], levels: [] as number[], options };
      series.push(made);
      return {
        made,
        setData: (points: Point[]) => void (made.data = points),
        update(point: Point, historical: boolean) {
          const last = made.data.at(-1)?.time ?? Number.NEGATIVE_INFINITY;
          if (point.time < last && !historical) throw new Error('Cannot update oldest data');
          made.data = [...made.data.filter(({ time }) => time !== point.time), point].sort(
            (a, b) => a.time - b.time,
          );
        },
        createPriceLine: ({ price }: { price: number }) => void made.levels.push(price),
      };
    },
    removeSeries: ({ made }: { made: (typeof series)[number] }) =>
      void series.splice(series.indexOf(made), 1),
    removePane: (index: number) => void panes.splice(index, 1),
    panes: () =>
      panes.map((pane, index) => ({
        setStretchFactor: (factor: number) => void (pane.stretch = factor),
        getHTMLElement: () => ({ offsetTop: index * 100 }),
      })),
  };
  return { chart: chart as unknown as IChartApiBase<Time>, series, panes };
}

const bars = [60, 120, 180].map((t) => ({ t, o: 1, h: 1, l: 1, c: 1, v: 1 }));
const line = (values: Record<number, (number | null)[]>, shifts = [0, 0]): Line => ({
  values: new Map(Object.entries(values).map(([t, at]) => [Number(t), at])),
  shifts,
  countsFrom: null,
  from: 60,
  since: null,
  window: 0,
});
const options = { seconds: 60, formatPrice: String, formatValue: String, levelColor: () => 'gray' };

it('draws over the bars and in panes below them, with levels, and no states', () => {
  const { chart, series, panes } = fakeChart();
  const layer = createIndicatorLayer(chart, options);
  layer.show(
    [
      {
        key: 'a',
        info: rsi,
        colors: ['#111', '#222'],
        line: line({ 60: [null, 1], 120: [50, 1], 180: [60, 1] }),
      },
      { key: 'b', info: sma, colors: ['#333'], line: line({ 60: [1], 120: [2], 180: [3] }) },
      { key: 'c', info: rsi, colors: ['#444', '#555'], line: undefined },
    ],
    bars,
  );
  expect(series.map(({ pane, levels }) => [pane, levels])).toEqual([
    [1, [30, 70]],
    [0, []],
    [2, [30, 70]],
  ]);
  expect(series[0]?.data).toEqual([{ time: 60 }, { time: 120, value: 50 }, { time: 180, value: 60 }]);
  expect(series[2]?.data).toEqual([]);
  expect(panes.map(({ stretch }) => stretch)).toEqual([3, 1, 1]);
  expect(layer.paneTops()).toEqual([0, 100, 200]);
  layer.show([{ key: 'b', info: sma, colors: ['#333'], line: undefined }], bars);
  expect(series).toHaveLength(1);
  expect(panes).toHaveLength(1);
});

it('changes one bar, also the one before the newest', () => {
  const { chart, series } = fakeChart();
  const layer = createIndicatorLayer(chart, options);
  const values = line({ 60: [1], 120: [2], 180: [3] });
  layer.show([{ key: 'b', info: sma, colors: ['#333'], line: values }], bars);
  values.values.set(180, [7]);
  values.values.set(120, [6]);
  layer.showBar(180, bars);
  layer.showBar(120, bars);
  layer.showBar(999, bars);
  expect(series[0]?.data.map(({ value }) => value)).toEqual([1, 6, 7]);
});

it('moves what is drawn to the side, also past the newest bar', () => {
  expect(timeAt(bars, 2, 0, 60)).toBe(180);
  expect(timeAt(bars, 2, -2, 60)).toBe(60);
  expect(timeAt(bars, 0, -1, 60)).toBeNull();
  expect(timeAt(bars, 2, 3, 60)).toBe(360);
  const { chart, series } = fakeChart();
  const layer = createIndicatorLayer(chart, options);
  layer.show(
    [{ key: 'b', info: sma, colors: ['#333'], line: line({ 60: [1], 120: [2], 180: [3] }, [2]) }],
    bars,
  );
  expect(series[0]?.data.map(({ time }) => time)).toEqual([180, 240, 300]);
});

it('keeps lines of reference in sight', () => {
  const info = (minValue: number, maxValue: number) => ({ priceRange: { minValue, maxValue } });
  expect(withLevels(info(10, 50), [30, 70])).toEqual(info(10, 70));
  expect(withLevels(info(10, 90), [])).toEqual(info(10, 90));
  expect(withLevels(null, [30])).toBeNull();
});
