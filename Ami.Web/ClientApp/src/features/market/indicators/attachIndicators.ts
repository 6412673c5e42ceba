import type { IChartApiBase, Time } from 'lightweight-charts';
import { chartColors } from '@/components/charts/chartColors';
import type { Formats } from '@/lib/formats/formats';
import type { BarSource } from '../chart/barSource';
import { secondsOf } from '../chart/intervals';
import { colorOf } from './colors';
import { formatValue } from './formatValue';
import { createIndicatorLayer } from './indicatorLayer';
import type { IndicatorSource } from './indicatorSource';
import type { Wanted } from './wishes';

type Options = {
  chart: IChartApiBase<Time>;
  element: HTMLElement;
  bars: BarSource;
  values: IndicatorSource;
  formats: Formats;
  priceDigits: number;
  /** Called with where each pane begins, pixels from the top, whenever that may have changed. */
  onPanes: (tops: readonly number[]) => void;
};

/** Keeps indicators drawn on a chart while values and bars come. */
export function attachIndicators({ chart, element, bars, values, formats, priceDigits, onPanes }: Options) {
  let wanted: readonly Wanted[] = [];
  let scheme: 'light' | 'dark' = 'light';
  let frame = 0;
  const layer = createIndicatorLayer(chart, {
    seconds: secondsOf(bars.interval),
    formatPrice: (value) => formats.price(value, priceDigits),
    formatValue: (value) => formatValue(formats, value),
    levelColor: () => chartColors(element).text,
  });

  /** The library lays panes out when it draws. */
  function report() {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => onPanes(layer.paneTops()));
    });
  }

  function redraw() {
    const shown = wanted.filter(({ chosen }) => !chosen.hidden);
    layer.show(
      shown.map(({ chosen, info, wish }) => ({
        key: chosen.key,
        info,
        colors: info.outputs.map((_, i) => colorOf(chosen.colors[i] ?? 'blue', scheme)),
        line: values.state.lines.get(wish),
      })),
      bars.state.bars,
    );
    report();
  }

  const stops = [
    values.subscribe((change) => {
      if (change === 'all') redraw();
      else if (change !== 'state') layer.showBar(change, bars.state.bars);
    }),
    bars.subscribe((change) => {
      if (change === 'all' || change === 'later') redraw();
    }),
  ];
  const resizes = new ResizeObserver(report);
  resizes.observe(element);
  element.addEventListener('pointerup', report);

  return {
    draw(next: readonly Wanted[], colors: 'light' | 'dark') {
      if (colors !== scheme) layer.recolor();
      [wanted, scheme] = [next, colors];
      redraw();
    },
    stop() {
      cancelAnimationFrame(frame);
      resizes.disconnect();
      element.removeEventListener('pointerup', report);
      stops.forEach((stop) => stop());
    },
  };
}

export type AttachedIndicators = ReturnType<typeof attachIndicators>;
