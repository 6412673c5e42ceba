import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { CandleChart } from '../chart/candleChart';
import { createSlot, type Slot } from '../chart/slot';
import { attachCompared } from './attachCompared';
import { CompareLegend, type CompareLegendProps } from './CompareLegend';
import type { Comparison } from './comparison';

export type CompareOverlayProps = Omit<CompareLegendProps, 'others' | 'since'> & {
  chart: Slot<CandleChart>;
  comparison: Comparison;
};

/** Draws other symbols on a chart and says how they did. */
export default function CompareOverlay({ chart, comparison, ...props }: CompareOverlayProps) {
  const { source } = props;
  const others = useSyncExternalStore(comparison.subscribe, comparison.others);
  const held = useSyncExternalStore(chart.subscribe, chart.get);
  const scheme = useComputedColorScheme('light');
  const [since] = useState(createSlot<number>);
  const attached = useRef<ReturnType<typeof attachCompared> | null>(null);

  useEffect(() => {
    if (!held) return;
    const made = attachCompared({ chart: held.chart, bars: source, since });
    attached.current = made;
    return () => {
      made.stop(chart.get() === held);
      attached.current = null;
    };
  }, [held, chart, source, since]);

  useEffect(() => attached.current?.draw(others, scheme), [others, scheme, held, chart, source, since]);

  return <CompareLegend {...props} others={others} since={since} />;
}
