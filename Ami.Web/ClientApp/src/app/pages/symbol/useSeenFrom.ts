import { useEffect, useState, useSyncExternalStore } from 'react';
import type { BarSource } from '@/features/market/chart/barSource';
import type { CandleChart } from '@/features/market/chart/candleChart';
import type { Slot } from '@/features/market/chart/slot';

/** A chart that is dragged tells of every frame; how far back it went may be known a little later. */
const settleMs = 250;

/** How far back a chart was looked at so far, milliseconds; nothing is followed unless `isAsked`. */
export function useSeenFrom(chart: Slot<CandleChart>, source: BarSource, isAsked: boolean): number {
  const held = useSyncExternalStore(chart.subscribe, chart.get);
  const [from, setFrom] = useState(Number.POSITIVE_INFINITY);
  useEffect(() => {
    if (!held || !isAsked) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      timer = undefined;
      const range = held.range();
      const bar = range && source.state.bars[Math.max(0, Math.floor(range.from))];
      if (bar) setFrom((before) => Math.min(before, bar.t * 1000));
    };
    const moved = () => {
      timer ??= setTimeout(look, settleMs);
    };
    moved();
    const scale = held.chart.timeScale();
    scale.subscribeVisibleLogicalRangeChange(moved);
    return () => {
      clearTimeout(timer);
      scale.unsubscribeVisibleLogicalRangeChange(moved);
    };
  }, [held, source, isAsked]);
  return from;
}
