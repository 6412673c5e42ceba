import { AreaSeries, ColorType, type Time, type UTCTimestamp } from 'lightweight-charts';
import { chartColors } from '@/components/charts/chartColors';
import { createZonedChart, tickLabelOptions } from '@/components/charts/zonedTime';
import type { Formats } from '@/lib/formats/formats';

/** A value at a time. */
export type CurvePoint = { at: string; equity: number };

/** One value a second at most, in order: what the canvas can draw. The last of a second counts. */
export function curveOf(points: readonly CurvePoint[]): { time: number; value: number }[] {
  const bySecond = new Map<number, number>();
  for (const point of points) bySecond.set(Math.floor(Date.parse(point.at) / 1000), point.equity);
  return [...bySecond].sort(([a], [b]) => a - b).map(([time, value]) => ({ time, value }));
}

/** Curves shorter than this (in seconds) are told in seconds. */
const secondsUntil = 600;

export function createEquityChart(element: HTMLElement, formats: Formats, text: (value: number) => string) {
  const chart = createZonedChart(element, formats.timeZone, {
    autoSize: true,
    layout: {
      // The candle chart carries the library's mark; in here it would be a link inside an image.
      attributionLogo: false,
      background: { type: ColorType.Solid, color: 'transparent' },
      fontFamily: 'Inter Variable, sans-serif',
      fontSize: 11,
    },
    rightPriceScale: { borderVisible: false },
    timeScale: {
      borderVisible: false,
      timeVisible: true,
      secondsVisible: false,
      tickMarkFormatter: (time: Time, type: number) =>
        formats.with(Number(time) * 1000, tickLabelOptions(type)),
    },
    localization: {
      locale: formats.locale,
      priceFormatter: text,
      timeFormatter: (time: Time) => formats.tableTime(Number(time) * 1000, false),
    },
    // A page scrolls over the curve; only the big chart takes the wheel.
    handleScroll: { mouseWheel: false },
    handleScale: { mouseWheel: false },
  });
  const series = chart.addSeries(AreaSeries, { lineWidth: 2, priceLineVisible: false });

  return {
    show(points: readonly CurvePoint[]) {
      const curve = curveOf(points);
      const span = (curve.at(-1)?.time ?? 0) - (curve[0]?.time ?? 0);
      series.setData(curve.map(({ time, value }) => ({ time: time as UTCTimestamp, value })));
      chart.timeScale().applyOptions({ secondsVisible: span < secondsUntil });
      chart.timeScale().fitContent();
    },
    recolor() {
      const colors = chartColors(element);
      chart.applyOptions({
        layout: { textColor: colors.text },
        grid: { vertLines: { visible: false }, horzLines: { color: colors.grid } },
      });
      series.applyOptions({
        lineColor: colors.accent,
        topColor: `${colors.accent}40`,
        bottomColor: `${colors.accent}00`,
      });
    },
    remove: () => chart.remove(),
  };
}
