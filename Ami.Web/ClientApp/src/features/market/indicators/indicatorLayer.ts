import {
  HistogramSeries,
  LineSeries,
  LineStyle,
  type AutoscaleInfo,
  type HistogramData,
  type IChartApiBase,
  type ISeriesApi,
  type LineData,
  type Time,
  type UTCTimestamp,
  type WhitespaceData,
} from 'lightweight-charts';
import type { Bar } from '../chart/bars';
import { drawnOutputs, type IndicatorInfo } from './catalogue';
import type { Line } from './indicatorSource';

/** An indicator as it is drawn. */
export type Drawn = {
  key: string;
  info: IndicatorInfo;
  /** Of each output. */
  colors: readonly string[];
  line: Line | undefined;
};

type Point = LineData<Time> | HistogramData<Time> | WhitespaceData<Time>;
type Series = ISeriesApi<'Line', Time> | ISeriesApi<'Histogram', Time>;
type Column = { key: string; output: number; series: Series; last: number };

export type LayerOptions = {
  /** Length of a bar, seconds. */
  seconds: number;
  formatPrice: (value: number) => string;
  formatValue: (value: number) => string;
  levelColor: () => string;
};

/** How much higher the pane of the bars is than one of an indicator. */
const barsStretch = 3;

/** When a value is drawn, by how many bars it is moved; behind the newest bar time goes on as it did. */
export function timeAt(bars: readonly Bar[], index: number, shift: number, seconds: number): number | null {
  const at = index + shift;
  const last = bars.at(-1);
  if (at < 0 || !last) return null;
  return bars[at]?.t ?? last.t + (at - bars.length + 1) * seconds;
}

/** What is in sight of the values, and the lines of reference, which are no use out of it. */
export function withLevels(info: AutoscaleInfo | null, levels: readonly number[]): AutoscaleInfo | null {
  if (!info?.priceRange || levels.length === 0) return info;
  const { minValue, maxValue } = info.priceRange;
  return {
    ...info,
    priceRange: { minValue: Math.min(minValue, ...levels), maxValue: Math.max(maxValue, ...levels) },
  };
}

/** Draws indicators over the bars and in panes below them; knows nothing of where values come from. */
export function createIndicatorLayer(chart: IChartApiBase<Time>, options: LayerOptions) {
  let columns: Column[] = [];
  let structure = '';
  let drawn: readonly Drawn[] = [];

  function point(t: number, value: number | null): Point {
    const time = t as UTCTimestamp;
    return value === null ? { time } : { time, value };
  }

  function addColumns(one: Drawn, pane: number) {
    const own = one.info.pane === 'own';
    const outputs = drawnOutputs(one.info);
    const made = outputs.map(({ output, index }): Column => {
      const look = {
        color: one.colors[index] ?? 'gray',
        lastValueVisible: false,
        priceLineVisible: false,
        autoscaleInfoProvider: (own: () => AutoscaleInfo | null) => withLevels(own(), one.info.levels),
        priceFormat: {
          type: 'custom' as const,
          formatter: own ? options.formatValue : options.formatPrice,
          minMove: 1e-8,
        },
      };
      const series =
        output.style === 'histogram'
          ? chart.addSeries(HistogramSeries, look, pane)
          : chart.addSeries(
              LineSeries,
              {
                ...look,
                lineWidth: 1,
                crosshairMarkerRadius: 3,
                lineVisible: output.style !== 'dots',
                pointMarkersVisible: output.style === 'dots',
                pointMarkersRadius: 2,
              },
              pane,
            );
      return { key: one.key, output: index, series, last: Number.NEGATIVE_INFINITY };
    });
    one.info.levels.forEach((price) =>
      made[0]?.series.createPriceLine({
        price,
        color: options.levelColor(),
        lineWidth: 1,
        lineStyle: LineStyle.Dashed,
        axisLabelVisible: false,
        title: '',
      }),
    );
    columns.push(...made);
  }

  /** Takes everything away and draws it anew: panes keep their order only so. */
  function build() {
    columns.toReversed().forEach(({ series }) => chart.removeSeries(series));
    for (let pane = chart.panes().length - 1; pane > 0; pane--) chart.removePane(pane);
    columns = [];
    let panes = 0;
    drawn.forEach((one) => addColumns(one, one.info.pane === 'own' ? ++panes : 0));
    chart.panes().forEach((pane, index) => pane.setStretchFactor(index === 0 ? barsStretch : 1));
  }

  const lineOf = (key: string) => drawn.find((one) => one.key === key)?.line;

  function fill(column: Column, bars: readonly Bar[]) {
    const line = lineOf(column.key);
    const shift = line?.shifts[column.output] ?? 0;
    const points = bars.flatMap((bar, index) => {
      const t = timeAt(bars, index, shift, options.seconds);
      const values = line?.values.get(bar.t);
      return t === null || !values ? [] : [point(t, values[column.output] ?? null)];
    });
    column.last = Number(points.at(-1)?.time ?? Number.NEGATIVE_INFINITY);
    (column.series as ISeriesApi<'Line', Time>).setData(points as LineData<Time>[]);
  }

  return {
    /** Draws these, in this order. */
    show(next: readonly Drawn[], bars: readonly Bar[]) {
      drawn = next;
      const wanted = JSON.stringify(next.map(({ key, info, colors }) => [key, info.id, colors]));
      if (wanted !== structure) build();
      structure = wanted;
      columns.forEach((column) => fill(column, bars));
    },
    /** Draws the values of one bar anew. */
    showBar(t: number, bars: readonly Bar[]) {
      const index = bars.findLastIndex((bar) => bar.t === t);
      if (index < 0) return;
      for (const column of columns) {
        const line = lineOf(column.key);
        const values = line?.values.get(t);
        const time = timeAt(bars, index, line?.shifts[column.output] ?? 0, options.seconds);
        if (!values || time === null) continue;
        const series = column.series as ISeriesApi<'Line', Time>;
        series.update(point(time, values[column.output] ?? null) as LineData<Time>, time < column.last);
        column.last = Math.max(column.last, time);
      }
    },
    /** Lines of reference follow the theme. */
    recolor() {
      structure = '';
    },
    /** Where each pane begins, pixels from the top. */
    paneTops: () => chart.panes().map((pane) => pane.getHTMLElement()?.offsetTop ?? 0),
  };
}

export type IndicatorLayer = ReturnType<typeof createIndicatorLayer>;
