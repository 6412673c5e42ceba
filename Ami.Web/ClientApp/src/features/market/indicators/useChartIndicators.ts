import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useUser } from '@/lib/auth/useSession';
import type { BarSource } from '../chart/barSource';
import { useCatalogue, type IndicatorInfo } from './catalogue';
import { choicesOf } from './choices';
import { createIndicatorSource } from './indicatorSource';
import { wantedOf, type Wanted } from './wishes';

const none: readonly IndicatorInfo[] = [];

/** What the signed-in person has on the chart, and what changes it. */
export function useChoices() {
  const choices = choicesOf(useUser()?.id ?? 'nobody');
  return [useSyncExternalStore(choices.subscribe, choices.get), choices] as const;
}

export type ChartIndicators = {
  wanted: readonly Wanted[];
  values: ReturnType<typeof createIndicatorSource>;
};

/** The indicators of the person over these bars. */
export function useChartIndicators(bars: BarSource): ChartIndicators {
  const [choice] = useChoices();
  const catalogue = useCatalogue(choice.indicators.length > 0).data ?? none;
  const [values] = useState(() => createIndicatorSource(bars));
  const wanted = useMemo(() => wantedOf(choice, catalogue), [choice, catalogue]);
  useEffect(() => values.start(), [values]);
  useEffect(() => {
    const shown = wanted.filter(({ chosen }) => !chosen.hidden);
    const lines = shown.map(({ wish, info }) => ({
      wish,
      counts: info.countsFromStart,
      compares: info.needsBenchmark,
    }));
    values.want(lines, choice.benchmark);
  }, [wanted, values, choice.benchmark]);
  return useMemo(() => ({ wanted, values }), [wanted, values]);
}

/** The values for rendering. The canvas listens to the source itself. */
export const useValues = (values: ChartIndicators['values']) =>
  useSyncExternalStore(values.subscribe, () => values.state);
