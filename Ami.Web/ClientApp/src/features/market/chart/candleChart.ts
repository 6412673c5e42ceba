import {
  ColorType,
  CrosshairMode,
  HistogramSeries,
  PriceScaleMode,
  type IPriceLine,
  type LogicalRange,
  type Time,
  type UTCTimestamp,
} from 'lightweight-charts';
import type { Formats } from '@/lib/formats/formats';
import type { Bar } from './bars';
import type { BarsChange } from './barSource';
import { chartColors, faded } from '@/components/charts/chartColors';
import type { ChartLook, PriceScale } from './look';
import { addPriceSeries } from './priceSeries';
import { remembered } from './remembered';
import { createPainted } from '@/components/charts/painted';
import { createZonedChart, tickLabelOptions } from '@/components/charts/zonedTime';

const pageMargin = 40;

/** Room for so many bars behind the newest one. */
const freeBars = 6;

export type CandleChartOptions = {
  element: HTMLElement;
  formats: Formats;
  priceDigits: number;
  /** Daily bars are days of UTC, whatever the person's zone. */
  daily: boolean;
  look: ChartLook;
  onHover: (bar: Bar | null) => void;
  /** Where the person points, in seconds; null beside the bars. */
  onPoint: (t: number | null) => void;
  onNearStart: () => void;
  onNearEnd: () => void;
  /** Whether the last of the bars is the newest there is. */
  isNewest: () => boolean;
  /** Whether the newest bar is in sight, when that changes. */
  onLatest: (inSight: boolean) => void;
};

const modes: Record<PriceScale, PriceScaleMode> = {
  normal: PriceScaleMode.Normal,
  log: PriceScaleMode.Logarithmic,
  percent: PriceScaleMode.Percentage,
};

/** Draws bars and levels on a canvas; knows nothing of React or of where bars come from. */
export function createCandleChart({
  element,
  formats,
  priceDigits,
  daily,
  look,
  onHover,
  onPoint,
  onNearStart,
  onNearEnd,
  isNewest,
  onLatest,
}: CandleChartOptions) {
  const timeZone = daily ? 'UTC' : formats.timeZone;
  const chart = createZonedChart(element, timeZone, {
    autoSize: true,
    layout: {
      background: { type: ColorType.Solid, color: 'transparent' },
      fontFamily: 'Inter Variable, sans-serif',
      fontSize: 11,
      panes: { separatorColor: chartColors(element).border },
    },
    crosshair: { mode: CrosshairMode.Normal },
    timeScale: {
      timeVisible: !daily,
      secondsVisible: false,
      rightOffset: freeBars,
      minBarSpacing: 1,
      tickMarkFormatter: (time: Time, type: number) =>
        formats.with(Number(time) * 1000, { ...tickLabelOptions(type), timeZone }),
    },
    localization: {
      locale: formats.locale,
      timeFormatter: (time: Time) =>
        daily
          ? formats.with(Number(time) * 1000, { dateStyle: 'medium', timeZone })
          : formats.tableTime(Number(time) * 1000, false),
    },
  });
  const prices = addPriceSeries(chart, look.type, {
    priceFormat: {
      type: 'custom',
      // Axes are written anew in every frame.
      formatter: remembered((price: number) => formats.price(price, priceDigits)),
      minMove: 10 ** -priceDigits,
    },
    // The library's own tag follows the last bar on screen; `tagLast` draws one of the newest.
    lastValueVisible: false,
  });
  const candles = prices.series;
  const volume = chart.addSeries(HistogramSeries, {
    priceScaleId: 'volume',
    priceFormat: { type: 'volume' },
    lastValueVisible: false,
    priceLineVisible: false,
  });
  chart.priceScale('volume').applyOptions({ scaleMargins: { top: 0.82, bottom: 0 }, visible: false });
  candles.priceScale().applyOptions({ scaleMargins: { top: 0.12, bottom: 0.22 }, mode: modes[look.scale] });

  let colors = chartColors(element);
  let bars: readonly Bar[] = [];
  let lastTag: IPriceLine | null = null;
  let latestInSight = true;
  let pointed: number | null = null;
  let frame = 0;
  const painted = createPainted(candles);

  const time = (t: number) => t as UTCTimestamp;
  const column = (bar: Bar) => ({
    time: time(bar.t),
    value: bar.v,
    color: faded(bar.c >= bar.o ? colors.gain : colors.loss),
  });

  /** The newest price on the axis, wherever the person has panned to. */
  function tagLast() {
    const last = bars.at(-1);
    if (!last) return;
    const shown = isNewest();
    const tag = {
      price: last.c,
      color: last.c >= last.o ? colors.gain : colors.loss,
      lineVisible: false,
      axisLabelVisible: shown,
    };
    if (lastTag) lastTag.applyOptions(tag);
    else lastTag = candles.createPriceLine(tag);
  }

  function tellHover() {
    frame = 0;
    onHover(bars.findLast((bar) => bar.t === pointed) ?? null);
  }

  chart.subscribeCrosshairMove((event) => {
    const t = event.time === undefined ? null : Number(event.time);
    // What another chart points at has no event of the person's.
    if (event.sourceEvent || t === null) onPoint(event.sourceEvent ? t : null);
    pointed = t;
    // A dragged chart follows the pointer, one bar off until it is drawn.
    frame ||= requestAnimationFrame(tellHover);
  });
  chart.timeScale().subscribeVisibleLogicalRangeChange((range) => {
    if (!range || bars.length === 0) return;
    if (range.from < pageMargin) onNearStart();
    if (range.to > bars.length - pageMargin) onNearEnd();
    const inSight = range.to >= bars.length - 1;
    if (inSight !== latestInSight) onLatest(inSight);
    latestInSight = inSight;
  });

  return {
    /** For what is drawn beside the bars. */
    chart,
    show(next: readonly Bar[], change: BarsChange) {
      const last = next.at(-1);
      const first = bars.length === 0;
      bars = next;
      tagLast();
      if (change === 'last' && last && !first) {
        prices.update(last);
        volume.update(column(last));
        return;
      }
      const seen = change === 'later' ? chart.timeScale().getVisibleLogicalRange() : null;
      prices.setData(next);
      volume.setData(next.map(column));
      // Bars behind those that are seen move nothing.
      if (seen) chart.timeScale().setVisibleLogicalRange(seen);
      if (first)
        chart.timeScale().setVisibleLogicalRange({ from: next.length - 120, to: next.length + freeBars });
    },
    recolor() {
      colors = chartColors(element);
      chart.applyOptions({
        layout: { textColor: colors.text, panes: { separatorColor: colors.border } },
        grid: { vertLines: { color: colors.grid }, horzLines: { color: colors.grid } },
        rightPriceScale: { borderColor: colors.border },
        timeScale: { borderColor: colors.border },
        crosshair: {
          vertLine: { color: colors.text, labelBackgroundColor: '#4a5366' },
          horzLine: { color: colors.text, labelBackgroundColor: '#4a5366' },
        },
      });
      prices.recolor(colors);
      volume.setData(bars.map(column));
      tagLast();
    },
    pan(share: number) {
      const range = chart.timeScale().getVisibleLogicalRange();
      if (!range) return;
      const by = (range.to - range.from) * share;
      chart.timeScale().setVisibleLogicalRange({ from: range.from + by, to: range.to + by });
    },
    zoom(factor: number) {
      const range = chart.timeScale().getVisibleLogicalRange();
      if (!range) return;
      chart
        .timeScale()
        .setVisibleLogicalRange({ from: range.to - (range.to - range.from) * factor, to: range.to });
    },
    /** What part of the bars is in sight, to be shown again by another chart of them. */
    range: () => chart.timeScale().getVisibleLogicalRange(),
    setRange: (range: LogicalRange) => chart.timeScale().setVisibleLogicalRange(range),
    rescale: (scale: PriceScale) => candles.priceScale().applyOptions({ mode: modes[scale] }),
    /** What it shows, with the colours of its panel and words, and where it stands. */
    picture: () => ({ shot: chart.takeScreenshot(), panel: colors.panel, text: colors.text, element }),
    /** At once: the library's way there stops where it is when a page of bars arrives meanwhile. */
    toLatest() {
      const range = chart.timeScale().getVisibleLogicalRange();
      const to = bars.length + freeBars;
      if (range) chart.timeScale().setVisibleLogicalRange({ from: to - (range.to - range.from), to });
    },
    /** Brings the first bar from an instant on, in seconds, into the middle. */
    toTime(t: number) {
      const range = chart.timeScale().getVisibleLogicalRange();
      const found = bars.findIndex((bar) => bar.t >= t);
      if (!range || bars.length === 0) return;
      const [middle, half] = [found < 0 ? bars.length - 1 : found, (range.to - range.from) / 2];
      chart.timeScale().setVisibleLogicalRange({ from: middle - half, to: middle + half });
    },
    toOldest() {
      const range = chart.timeScale().getVisibleLogicalRange();
      if (range) chart.timeScale().setVisibleLogicalRange({ from: 0, to: range.to - range.from });
    },
    /** Shows the crosshair at the bar of an instant, as another chart does; null takes it away. */
    pointAt(t: number | null) {
      const at = t === null ? -1 : bars.findLastIndex((each) => each.t <= t);
      const [bar, range] = [bars[at], chart.timeScale().getVisibleLogicalRange()];
      // The library shows one that is out of sight at the edge, where nobody pointed.
      if (bar && range && at >= range.from && at <= range.to)
        chart.setCrosshairPosition(bar.c, time(bar.t), candles);
      else chart.clearCrosshairPosition();
    },
    attach: painted.attach,
    remove() {
      painted.clear();
      cancelAnimationFrame(frame);
      chart.remove();
    },
  };
}

export type CandleChart = ReturnType<typeof createCandleChart>;
