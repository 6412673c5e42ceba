import {
  AreaSeries,
  BarSeries,
  CandlestickSeries,
  LineSeries,
  type IChartApi,
  type ISeriesApi,
  type SeriesType,
  type UTCTimestamp,
} from 'lightweight-charts';
import { faded, type ChartColors } from '@/components/charts/chartColors';
import type { Bar } from './bars';
import type { ChartType } from './look';

type Shape = 'Candlestick' | 'Bar' | 'Line' | 'Area';

const shapes = {
  Candlestick: CandlestickSeries,
  Bar: BarSeries,
  Line: LineSeries,
  Area: AreaSeries,
} as const;

const shapeOf: Record<ChartType, Shape> = {
  candles: 'Candlestick',
  hollow: 'Candlestick',
  heikinAshi: 'Candlestick',
  bars: 'Bar',
  line: 'Line',
  area: 'Area',
};

/**
 * Heikin-Ashi bars: the close is the mean of the four prices, the open the middle of the bar before. The first one opens in the middle of its own; older
 * bars that are loaded later change where it began, which fades with each bar.
 */
export function heikinAshi(bars: readonly Bar[]): Bar[] {
  let before: Bar | null = null;
  return bars.map((bar) => {
    before = next(bar, before);
    return before;
  });
}

function next({ t, o, h, l, c, v }: Bar, before: Bar | null): Bar {
  const close = (o + h + l + c) / 4;
  const open = before ? (before.o + before.c) / 2 : (o + c) / 2;
  return { t, o: open, h: Math.max(h, open, close), l: Math.min(l, open, close), c: close, v };
}

/** The series of prices of a chart, drawn in one of its ways. */
export function addPriceSeries(
  chart: IChartApi,
  type: ChartType,
  options: Parameters<IChartApi['addSeries']>[1],
) {
  const shape = shapeOf[type];
  const series = chart.addSeries<SeriesType>(shapes[shape], options) as ISeriesApi<SeriesType>;
  let averaged: Bar[] = [];

  const point = ({ t, o, h, l, c }: Bar) => {
    const time = t as UTCTimestamp;
    return shape === 'Line' || shape === 'Area'
      ? { time, value: c }
      : { time, open: o, high: h, low: l, close: c };
  };

  return {
    series,
    setData(bars: readonly Bar[]) {
      averaged = type === 'heikinAshi' ? heikinAshi(bars) : [];
      series.setData((type === 'heikinAshi' ? averaged : bars).map(point));
    },
    /** The newest bar, which may be a new one. */
    update(bar: Bar) {
      if (type !== 'heikinAshi') return series.update(point(bar));
      const settled = averaged.at(-1)?.t === bar.t ? averaged.slice(0, -1) : averaged;
      const shown = next(bar, settled.at(-1) ?? null);
      averaged = [...settled, shown];
      series.update(point(shown));
    },
    recolor({ gain, loss, accent, panel }: ChartColors) {
      const candle = {
        upColor: type === 'hollow' ? panel : gain,
        downColor: loss,
        wickUpColor: gain,
        wickDownColor: loss,
        borderVisible: type === 'hollow',
        borderUpColor: gain,
        borderDownColor: loss,
      };
      series.applyOptions(
        {
          Candlestick: candle,
          Bar: { upColor: gain, downColor: loss, thinBars: false },
          Line: { color: accent, lineWidth: 2 as const },
          Area: {
            lineColor: accent,
            topColor: faded(accent),
            bottomColor: 'transparent',
            lineWidth: 2 as const,
          },
        }[shape],
      );
    },
  };
}
