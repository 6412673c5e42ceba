import type { IChartApiBase, Time } from 'lightweight-charts';
import { expect, it } from 'vitest';
import type { Compared } from './comparedSource';
import { createCompareLayer } from './compareLayer';
import { flat } from './testing';

type Point = { time: number; value: number };

/** The part of the library that the layer uses. */
function fakeChart() {
  const series: { data: Point[]; color: string; tag: Record<string, unknown> }[] = [];
  const chart = {
    addCustomSeries() {
      const made = { data: [] as Point[], color: '', tag: {} as Record<string, unknown> };
      series.push(made);
      return {
        made,
        applyOptions: ({ color }: { color: string }) => void (made.color = color),
        setData: (points: Point[]) => void (made.data = points),
        update(point: Point, historical: boolean) {
          if (point.time < (made.data.at(-1)?.time ?? 0) && !historical) throw new Error('Too old');
          made.data = [...made.data.filter(({ time }) => time !== point.time), point];
          made.data.sort((a, b) => a.time - b.time);
        },
        createPriceLine: () => ({ applyOptions: (next: object) => void Object.assign(made.tag, next) }),
      };
    },
    removeSeries: ({ made }: { made: (typeof series)[number] }) =>
      void series.splice(series.indexOf(made), 1),
  };
  return { chart: chart as unknown as IChartApiBase<Time>, series };
}

const other = (closes: Map<number, number>) => ({ closes: () => closes }) as unknown as Compared;
const bars = [60, 120, 180].map((t) => flat(t, 1));

it('draws each in its colour with its newest value on the axis, and takes away what is wanted no more', () => {
  const { chart, series } = fakeChart();
  const layer = createCompareLayer(chart);
  const [first, second] = [other(new Map([[60, 5], [180, 6]])), other(new Map([[120, 9]]))]; // prettier-ignore
  layer.show([first, second], ['pink', 'gold'], bars, true);
  expect(series).toMatchObject([
    {
      color: 'pink',
      data: [{ time: 60 }, { time: 180, value: 6 }],
      tag: { price: 6, axisLabelVisible: true },
    },
    { color: 'gold', data: [{ time: 120, value: 9 }], tag: { axisLabelVisible: false } },
  ]);
  layer.show([second], ['pink'], bars, true);
  expect(series).toMatchObject([{ color: 'pink', data: [{ time: 120 }] }]);
  layer.remove();
  expect(series).toEqual([]);
});

it('changes the newest values, also one before the newest, and has no tag where nothing moves', () => {
  const { chart, series } = fakeChart();
  const layer = createCompareLayer(chart);
  const closes = new Map([[60, 5], [180, 6]]); // prettier-ignore
  layer.show([other(closes)], ['pink'], bars, true);
  closes.set(180, 7);
  closes.set(120, 4);
  layer.touch(bars, true);
  expect(series[0]?.data.map(({ value }) => value)).toEqual([5, 4, 7]);
  expect(series[0]?.tag).toMatchObject({ price: 7 });
  closes.delete(60);
  layer.refill(bars, false);
  expect(series[0]).toMatchObject({ data: [{}, {}], tag: { axisLabelVisible: false } });
});
