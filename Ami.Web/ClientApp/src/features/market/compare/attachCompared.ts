import type { IChartApiBase, Time } from 'lightweight-charts';
import type { BarSource, BarsChange } from '../chart/barSource';
import type { Slot } from '../chart/slot';
import { colorAt } from './colors';
import type { Compared } from './comparedSource';
import { createCompareLayer } from './compareLayer';

type Options = {
  chart: IChartApiBase<Time>;
  bars: BarSource;
  /** Where the opening of the first bar in sight is put, from which percent count. */
  since: Slot<number>;
};

/** Keeps other symbols drawn on a chart while bars come. */
export function attachCompared({ chart, bars, since }: Options) {
  const layer = createCompareLayer(chart);
  const scale = chart.timeScale();
  let stops: (() => void)[] = [];

  /** As the library counts: from the bar at the left edge on. */
  function tellSince() {
    const from = scale.getVisibleLogicalRange()?.from;
    const first = from === undefined ? undefined : bars.state.bars[Math.max(0, Math.floor(from))];
    since.set(first?.t ?? null);
  }

  function redraw(change: BarsChange | 'state', only?: Compared) {
    const { bars: all, hasLater } = bars.state;
    if (change === 'last') layer.touch(all, !hasLater);
    else if (change !== 'state') layer.refill(all, !hasLater, only);
  }

  const stopBars = bars.subscribe((change) => {
    redraw(change);
    if (change !== 'state') tellSince();
  });
  scale.subscribeVisibleLogicalRangeChange(tellSince);
  tellSince();

  return {
    draw(others: readonly Compared[], scheme: 'light' | 'dark') {
      stops.forEach((stop) => stop());
      const { bars: all, hasLater } = bars.state;
      layer.show(
        others,
        others.map((_, index) => colorAt(index, scheme)),
        all,
        !hasLater,
      );
      stops = others.map((other) => other.subscribe((change) => redraw(change, other)));
    },
    /** @param isThere The chart is not gone yet: what is drawn on it is taken away. */
    stop(isThere: boolean) {
      stopBars();
      stops.forEach((stop) => stop());
      if (!isThere) return;
      scale.unsubscribeVisibleLogicalRangeChange(tellSince);
      layer.remove();
    },
  };
}
