import {
  CandlestickSeries,
  ColorType,
  HistogramSeries,
  LineSeries,
  LineStyle,
  type AutoscaleInfo,
  type ISeriesApi,
  type ISeriesPrimitive,
  type Logical,
  type SeriesAttachedParameter,
  type Time,
  type UTCTimestamp,
} from 'lightweight-charts';
import { chartColors, faded, type ChartColors } from '@/components/charts/chartColors';
import { createPainted } from '@/components/charts/painted';
import { createZonedChart, tickLabelOptions } from '@/components/charts/zonedTime';
import type { Formats } from '@/lib/formats/formats';
import type { Scene } from '../api/scenes';
import type { SceneBar } from '../domain/sceneBars';

/** Room for so many bars that are still to come. */
const freeBars = 8;
const seenAtFirst = 110;
/** Levels farther from what is seen than this part of its height stay at the edge. */
const reach = 0.6;

export type Drawing = {
  bars: readonly SceneBar[];
  /** What came when it was over, drawn paler. */
  after: readonly SceneBar[];
  lines: Scene['lines'];
  /** How many of the bars were known at the beginning; null where they are not counted so. */
  known: number | null;
};

type Target = {
  useMediaCoordinateSpace: (
    paint: (scope: { context: CanvasRenderingContext2D; mediaSize: { height: number } }) => void,
  ) => void;
};

/** An upright line between two bars, with what it means. */
function createMark(text: string) {
  let at: SeriesAttachedParameter<Time> | null = null;
  let place: number | null = null;
  let color = 'gray';
  function paint(context: CanvasRenderingContext2D, height: number) {
    if (!at || place === null) return;
    const time = at.chart.timeScale();
    const [before, behind] = [place - 1, place].map((index) => time.logicalToCoordinate(index as Logical));
    if (before == null || behind == null) return;
    const x = Math.round((before + behind) / 2) + 0.5;
    context.strokeStyle = color;
    context.fillStyle = color;
    context.setLineDash([4, 4]);
    context.beginPath();
    context.moveTo(x, 0);
    context.lineTo(x, height);
    context.stroke();
    context.font = "11px 'Inter Variable', sans-serif";
    context.textAlign = 'right';
    // Between the prices and their volume, where no tag of a line stands for long.
    context.fillText(text, x - 6, height * 0.82);
  }
  const panes = [
    {
      renderer: () => ({
        draw: (target: Target) =>
          target.useMediaCoordinateSpace(({ context, mediaSize }) => paint(context, mediaSize.height)),
      }),
    },
  ];
  const primitive: ISeriesPrimitive<Time> = {
    attached: (next: SeriesAttachedParameter<Time>) => {
      at = next;
    },
    detached: () => {
      at = null;
    },
    paneViews: () => panes,
  };
  return {
    primitive,
    set(next: number | null, colors: ChartColors) {
      [place, color] = [next, colors.text];
      at?.requestUpdate();
    },
  };
}

const lineStyles = [LineStyle.Solid, LineStyle.Dashed, LineStyle.Dotted, LineStyle.LargeDashed];
export const lineTones = ['accent', 'warn', 'alert', 'text'] as const;

type Options = {
  element: HTMLElement;
  formats: Formats;
  digits: number;
  daily: boolean;
  /** Days are told by their weekday, as their dates are hidden. */
  hidden: boolean;
  timeText: (seconds: number) => string;
  knownText: string;
  onHover: (t: number | null) => void;
};

/** The chart of an exercise: bars as far as they are known, with their volume and lines. */
export function createSceneChart({ element, formats, digits, daily, hidden, ...on }: Options) {
  const timeZone = daily ? 'UTC' : formats.timeZone;
  const chart = createZonedChart(element, timeZone, {
    autoSize: true,
    layout: {
      background: { type: ColorType.Solid, color: 'transparent' },
      fontFamily: 'Inter Variable, sans-serif',
      fontSize: 11,
    },
    timeScale: {
      timeVisible: !daily,
      secondsVisible: false,
      rightOffset: freeBars,
      minBarSpacing: 1,
      tickMarkFormatter: (time: Time, type: number) =>
        formats.with(Number(time) * 1000, {
          ...(hidden && type < 3 ? { weekday: 'short' } : tickLabelOptions(type)),
          timeZone,
        }),
    },
    localization: { locale: formats.locale, timeFormatter: (time: Time) => on.timeText(Number(time)) },
    // The page scrolls over it on a phone, and by the wheel.
    handleScroll: { vertTouchDrag: false, mouseWheel: false },
    handleScale: { mouseWheel: true },
  });
  const prices = chart.addSeries(CandlestickSeries, {
    priceFormat: {
      type: 'custom',
      formatter: (price: number) => formats.price(price, digits),
      minMove: 10 ** -digits,
    },
  });
  // An order is of no use to whoever does not see where it stands.
  prices.applyOptions({
    autoscaleInfoProvider: (original: () => AutoscaleInfo | null) => {
      const info = original();
      if (!info?.priceRange) return info;
      const { minValue, maxValue } = info.priceRange;
      const far = (maxValue - minValue) * reach;
      const near = levels.filter((level) => level > minValue - far && level < maxValue + far);
      return {
        ...info,
        priceRange: { minValue: Math.min(minValue, ...near), maxValue: Math.max(maxValue, ...near) },
      };
    },
  });
  prices.priceScale().applyOptions({ scaleMargins: { top: 0.1, bottom: 0.2 } });
  const volume = chart.addSeries(HistogramSeries, {
    priceScaleId: 'volume',
    priceFormat: { type: 'volume' },
    lastValueVisible: false,
    priceLineVisible: false,
  });
  chart.priceScale('volume').applyOptions({ scaleMargins: { top: 0.84, bottom: 0 }, visible: false });
  const mark = createMark(on.knownText);
  prices.attachPrimitive(mark.primitive);

  let colors = chartColors(element);
  let drawn: Drawing | null = null;
  let levels: readonly number[] = [];
  let shown = 0;
  const drawnLines: ISeriesApi<'Line'>[] = [];
  const painted = createPainted(prices);
  const time = (t: number) => t as UTCTimestamp;

  chart.subscribeCrosshairMove((event) => on.onHover(event.time === undefined ? null : Number(event.time)));

  function drawLines({ bars, lines }: Drawing) {
    for (const extra of drawnLines.splice(lines.length)) chart.removeSeries(extra);
    lines.forEach(({ values }, index) => {
      drawnLines[index] ??= chart.addSeries(LineSeries, {
        lineWidth: 2,
        lineStyle: lineStyles[index % lineStyles.length],
        lastValueVisible: false,
        priceLineVisible: false,
        crosshairMarkerVisible: false,
      });
      drawnLines[index].applyOptions({ color: colors[lineTones[index % lineTones.length] ?? 'accent'] });
      drawnLines[index].setData(
        bars.map(({ t }, at) => {
          const value = values[at];
          return value == null ? { time: time(t) } : { time: time(t), value };
        }),
      );
    });
  }

  function draw(now: Drawing) {
    const tone = (bar: SceneBar) => (bar.c >= bar.o ? colors.gain : colors.loss);
    const candle = ({ t, o, h, l, c }: SceneBar) => ({ time: time(t), open: o, high: h, low: l, close: c });
    const pale = (bar: SceneBar) => {
      const color = faded(tone(bar));
      return { ...candle(bar), color, borderColor: color, wickColor: color };
    };
    prices.setData([...now.bars.map(candle), ...now.after.map(pale)]);
    volume.setData(
      [...now.bars, ...now.after].map((bar) => ({
        time: time(bar.t),
        value: bar.v,
        color: faded(tone(bar)),
      })),
    );
    drawLines(now);
    mark.set(now.known, colors);
  }

  return {
    show(next: Drawing) {
      const before = chart.timeScale().getVisibleLogicalRange();
      const count = next.bars.length + next.after.length;
      const follows = shown === 0 || !before || before.to >= shown - 1;
      drawn = next;
      draw(next);
      if (shown === 0 || !before)
        chart.timeScale().setVisibleLogicalRange({ from: count - seenAtFirst, to: count + freeBars });
      else {
        const by = follows ? count - shown : 0;
        chart.timeScale().setVisibleLogicalRange({ from: before.from + by, to: before.to + by });
      }
      shown = count;
    },
    recolor() {
      colors = chartColors(element);
      chart.applyOptions({
        layout: { textColor: colors.text },
        grid: { vertLines: { color: colors.grid }, horzLines: { color: colors.grid } },
        rightPriceScale: { borderColor: colors.border },
        timeScale: { borderColor: colors.border },
        crosshair: {
          vertLine: { color: colors.text, labelBackgroundColor: '#4a5366' },
          horzLine: { color: colors.text, labelBackgroundColor: '#4a5366' },
        },
      });
      prices.applyOptions({
        upColor: colors.gain,
        downColor: colors.loss,
        wickUpColor: colors.gain,
        wickDownColor: colors.loss,
        borderVisible: false,
      });
      if (drawn) draw(drawn);
    },
    /** Prices that are to be in sight with the bars. */
    reach(next: readonly number[]) {
      levels = next;
      prices.priceScale().applyOptions({ autoScale: true });
    },
    zoom(factor: number) {
      const range = chart.timeScale().getVisibleLogicalRange();
      if (!range) return;
      const from = range.to - (range.to - range.from) * factor;
      chart.timeScale().setVisibleLogicalRange({ from, to: range.to });
    },
    attach: painted.attach,
    remove() {
      painted.clear();
      chart.remove();
    },
  };
}

export type SceneChartHandle = ReturnType<typeof createSceneChart>;
