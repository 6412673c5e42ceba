import { AreaSeries, ColorType, type Time, type UTCTimestamp } from 'lightweight-charts';
import { chartColors } from './chartColors';
import { createZonedChart, tickLabelOptions } from './zonedTime';
import type { Formats } from '@/lib/formats/formats';

/** A value at a time. */
export type CurvePoint = { at: string; equity: number };

/** As many steps as a wide curve has pixels to tell apart. */
const mostSteps = 500;

/**
 * Values at even steps of whole seconds, the last one at the last point: the canvas gives every value the same width, so that distance on
 * the axis is time. A value holds until the next one is known; of several within a step the last counts.
 */
export function curveOf(points: readonly CurvePoint[]): { time: number; value: number }[] {
  const known = points
    .map(({ at, equity }) => ({ time: Math.floor(Date.parse(at) / 1000), value: equity }))
    .sort((a, b) => a.time - b.time);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return [];
  const span = last.time - first.time;
  const step = Math.max(1, Math.ceil(span / mostSteps));
  const steps = Math.ceil(span / step);
  let next = 0;
  let value = first.value;
  return Array.from({ length: steps + 1 }, (_, index) => {
    const time = last.time - (steps - index) * step;
    for (let point = known[next]; point && point.time <= time; point = known[++next]) value = point.value;
    return { time, value };
  });
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
      // A whole curve fits a phone.
      minBarSpacing: 0.1,
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

  let steps = 0;

  /** Nobody has zoomed in: what comes next is to be seen as well. */
  function showsAll() {
    const range = chart.timeScale().getVisibleLogicalRange();
    return steps === 0 || !range || (range.from < 1 && range.to > steps - 2);
  }

  return {
    show(points: readonly CurvePoint[]) {
      const curve = curveOf(points);
      const fit = showsAll();
      const span = (curve.at(-1)?.time ?? 0) - (curve[0]?.time ?? 0);
      series.setData(curve.map(({ time, value }) => ({ time: time as UTCTimestamp, value })));
      chart.timeScale().applyOptions({ secondsVisible: span < secondsUntil });
      steps = curve.length;
      if (fit) chart.timeScale().fitContent();
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
