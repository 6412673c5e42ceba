import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { chartColors, faded } from '@/components/charts/chartColors';
import { zoneOffsets } from '@/components/charts/zonedTime';
import { useFormats } from '@/lib/formats/useFormats';
import type { BarSource } from '../chart/barSource';
import type { CandleChart } from '../chart/candleChart';
import { secondsOf } from '../chart/intervals';
import type { Slot } from '../chart/slot';
import { useOpenings } from './api';
import { createBreakLines } from './breakLines';
import { dayBreaks, sessionBreaks, spanOf } from './breaks';

export type SessionBreaksProps = {
  chart: Slot<CandleChart>;
  source: BarSource;
  /** Its sessions are those of a calendar; otherwise days are. */
  hasCalendar: boolean;
};

/** Lines on a chart where sessions begin. */
export default function SessionBreaks({ chart, source, hasCalendar }: SessionBreaksProps) {
  const held = useSyncExternalStore(chart.subscribe, chart.get);
  const { timeZone } = useFormats();
  const scheme = useComputedColorScheme('light');
  const [lines] = useState(createBreakLines);
  const spanned = useSyncExternalStore(source.subscribe, () => JSON.stringify(spanOf(source.state.bars)));
  const span = useMemo(() => JSON.parse(spanned) as ReturnType<typeof spanOf>, [spanned]);
  const opens = useOpenings(source.symbol, hasCalendar ? span : null);

  useEffect(() => held?.attach(lines.primitive), [held, lines]);

  useEffect(() => {
    if (!held) return;
    const color = faded(chartColors(held.chart.chartElement()).text);
    const offset = zoneOffsets(timeZone);
    let count = -1;
    function show(isOther: boolean) {
      const { bars } = source.state;
      // What the newest bar does changes nothing.
      if (!isOther && bars.length === count) return;
      count = bars.length;
      const breaks = hasCalendar
        ? sessionBreaks(bars, opens ?? [], secondsOf(source.interval))
        : dayBreaks(bars, offset);
      lines.show(breaks, color);
    }
    show(true);
    return source.subscribe((change) => change !== 'state' && show(change !== 'last'));
  }, [held, lines, source, hasCalendar, opens, timeZone, scheme]);

  return null;
}
