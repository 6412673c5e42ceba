import type { IChartApiBase, IPriceLine, ISeriesApi, Time, UTCTimestamp } from 'lightweight-charts';
import type { Bar } from '../chart/bars';
import type { Compared } from './comparedSource';
import { createGapLine } from './gapLine';

type Line = {
  series: ISeriesApi<'Custom', Time>;
  /** What is drawn, by time. */
  drawn: Map<number, number>;
  last: number;
  tag: IPriceLine;
};

/** Bars at the end that may still change: one symbol may be told of a new bar before another one closed its last. */
const open = 3;

/** Draws other symbols on the scale of the bars; knows nothing of where values come from. */
export function createCompareLayer(chart: IChartApiBase<Time>) {
  const lines = new Map<Compared, Line>();

  const point = (t: number, value: number) => ({ time: t as UTCTimestamp, value });

  function add(): Line {
    const series = chart.addCustomSeries(createGapLine(), {
      lastValueVisible: false,
      priceLineVisible: false,
    });
    const tag = series.createPriceLine({ price: 0, lineVisible: false, axisLabelVisible: false });
    return { series, drawn: new Map(), last: Number.NEGATIVE_INFINITY, tag };
  }

  /** The newest value on the axis, as the bars have it, where the newest bar is loaded and has one. */
  function tagLast({ tag, drawn }: Line, bars: readonly Bar[], isNewest: boolean) {
    const last = drawn.get(bars.at(-1)?.t ?? Number.NaN);
    tag.applyOptions(
      last === undefined || !isNewest ? { axisLabelVisible: false } : { price: last, axisLabelVisible: true },
    );
  }

  function fill(other: Compared, line: Line, bars: readonly Bar[], isNewest: boolean) {
    line.drawn = new Map(other.closes());
    line.last = [...line.drawn.keys()].at(-1) ?? Number.NEGATIVE_INFINITY;
    line.series.setData([...line.drawn].map(([t, value]) => point(t, value)));
    tagLast(line, bars, isNewest);
  }

  return {
    /** Draws these and no others, each in its colour. */
    show(others: readonly Compared[], colors: readonly string[], bars: readonly Bar[], isNewest: boolean) {
      for (const [other, { series }] of lines) {
        if (others.includes(other)) continue;
        chart.removeSeries(series);
        lines.delete(other);
      }
      others.forEach((other, index) => {
        const line = lines.get(other) ?? add();
        lines.set(other, line);
        const color = colors[index] ?? 'gray';
        line.series.applyOptions({ color });
        line.tag.applyOptions({ color });
        fill(other, line, bars, isNewest);
      });
    },
    /** Draws all values of one anew, or of each. */
    refill(bars: readonly Bar[], isNewest: boolean, only?: Compared) {
      for (const [other, line] of lines)
        if (only === undefined || only === other) fill(other, line, bars, isNewest);
    },
    /** Draws anew what changed at the newest bars. */
    touch(bars: readonly Bar[], isNewest: boolean) {
      for (const [other, line] of lines) {
        const closes = other.closes();
        for (const { t } of bars.slice(-open)) {
          const value = closes.get(t);
          if (value === undefined || line.drawn.get(t) === value) continue;
          line.series.update(point(t, value), t < line.last);
          line.drawn.set(t, value);
          line.last = Math.max(line.last, t);
        }
        tagLast(line, bars, isNewest);
      }
    },
    remove() {
      lines.forEach(({ series }) => chart.removeSeries(series));
      lines.clear();
    },
  };
}

export type CompareLayer = ReturnType<typeof createCompareLayer>;
