import {
  CandlestickSeries,
  ColorType,
  CrosshairMode,
  HistogramSeries,
  LineStyle,
  type IPriceLine,
  type Time,
  type UTCTimestamp,
} from 'lightweight-charts';
import type { Formats } from '@/lib/formats/formats';
import type { Bar } from './bars';
import type { BarsChange } from './barSource';
import { chartColors, faded } from '@/components/charts/chartColors';
import { lineColor, type ChartLine } from './lines';
import { createZonedChart, tickLabelOptions } from '@/components/charts/zonedTime';

const earlierMargin = 40;

export type CandleChartOptions = {
  element: HTMLElement;
  formats: Formats;
  priceDigits: number;
  /** Daily bars are days of UTC, whatever the person's zone. */
  daily: boolean;
  onHover: (bar: Bar | null) => void;
  onNearStart: () => void;
};

/** Draws bars and levels on a canvas; knows nothing of React or of where bars come from. */
export function createCandleChart({
  element,
  formats,
  priceDigits,
  daily,
  onHover,
  onNearStart,
}: CandleChartOptions) {
  const timeZone = daily ? 'UTC' : formats.timeZone;
  const chart = createZonedChart(element, timeZone, {
    autoSize: true,
    layout: {
      background: { type: ColorType.Solid, color: 'transparent' },
      fontFamily: 'Inter Variable, sans-serif',
      fontSize: 11,
    },
    crosshair: { mode: CrosshairMode.Normal },
    timeScale: {
      timeVisible: !daily,
      secondsVisible: false,
      rightOffset: 6,
      minBarSpacing: 1,
      tickMarkFormatter: (time: Time, type: number) =>
        formats.with(Number(time) * 1000, { ...tickLabelOptions(type), timeZone }),
    },
    localization: {
      locale: formats.locale,
      priceFormatter: (price: number) => formats.price(price, priceDigits),
      timeFormatter: (time: Time) =>
        daily
          ? formats.with(Number(time) * 1000, { dateStyle: 'medium', timeZone })
          : formats.tableTime(Number(time) * 1000, false),
    },
  });
  const candles = chart.addSeries(CandlestickSeries, {
    priceFormat: { type: 'price', precision: priceDigits, minMove: 10 ** -priceDigits },
    borderVisible: false,
    // The library's own tag follows the last bar on screen; `tagLast` draws one of the newest.
    lastValueVisible: false,
  });
  const volume = chart.addSeries(HistogramSeries, {
    priceScaleId: 'volume',
    priceFormat: { type: 'volume' },
    lastValueVisible: false,
    priceLineVisible: false,
  });
  chart.priceScale('volume').applyOptions({ scaleMargins: { top: 0.82, bottom: 0 }, visible: false });
  candles.priceScale().applyOptions({ scaleMargins: { top: 0.12, bottom: 0.22 } });

  let colors = chartColors(element);
  let bars: readonly Bar[] = [];
  let drawn: IPriceLine[] = [];
  let lastTag: IPriceLine | null = null;
  let levels: readonly ChartLine[] = [];

  const time = (t: number) => t as UTCTimestamp;
  const candle = (bar: Bar) => ({ time: time(bar.t), open: bar.o, high: bar.h, low: bar.l, close: bar.c });
  const column = (bar: Bar) => ({
    time: time(bar.t),
    value: bar.v,
    color: faded(bar.c >= bar.o ? colors.gain : colors.loss),
  });

  /** The newest price on the axis, wherever the person has panned to. */
  function tagLast() {
    const last = bars.at(-1);
    if (!last) return;
    const tag = {
      price: last.c,
      color: last.c >= last.o ? colors.gain : colors.loss,
      lineVisible: false,
      axisLabelVisible: true,
    };
    if (lastTag) lastTag.applyOptions(tag);
    else lastTag = candles.createPriceLine(tag);
  }

  function drawLines() {
    drawn.forEach((line) => candles.removePriceLine(line));
    drawn = levels.map(({ price, label, tone }) =>
      candles.createPriceLine({
        price,
        title: label,
        color: lineColor(tone, colors),
        lineWidth: 1,
        lineStyle:
          tone === 'position' ? LineStyle.Solid : tone === 'draft' ? LineStyle.Dotted : LineStyle.Dashed,
        axisLabelVisible: true,
      }),
    );
  }

  chart.subscribeCrosshairMove((event) => {
    const t = event.time === undefined ? null : Number(event.time);
    onHover(t === null ? null : (bars.findLast((bar) => bar.t === t) ?? null));
  });
  chart.timeScale().subscribeVisibleLogicalRangeChange((range) => {
    if (range && range.from < earlierMargin && bars.length > 0) onNearStart();
  });

  return {
    show(next: readonly Bar[], change: BarsChange) {
      const last = next.at(-1);
      const first = bars.length === 0;
      bars = next;
      tagLast();
      if (change === 'last' && last && !first) {
        candles.update(candle(last));
        volume.update(column(last));
        return;
      }
      candles.setData(next.map(candle));
      volume.setData(next.map(column));
      if (first) chart.timeScale().setVisibleLogicalRange({ from: next.length - 120, to: next.length + 6 });
    },
    showLines(next: readonly ChartLine[]) {
      levels = next;
      drawLines();
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
      candles.applyOptions({
        upColor: colors.gain,
        downColor: colors.loss,
        wickUpColor: colors.gain,
        wickDownColor: colors.loss,
      });
      volume.setData(bars.map(column));
      tagLast();
      drawLines();
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
    toLatest: () => chart.timeScale().scrollToRealTime(),
    toOldest() {
      const range = chart.timeScale().getVisibleLogicalRange();
      if (range) chart.timeScale().setVisibleLogicalRange({ from: 0, to: range.to - range.from });
    },
    remove: () => chart.remove(),
  };
}

export type CandleChart = ReturnType<typeof createCandleChart>;
