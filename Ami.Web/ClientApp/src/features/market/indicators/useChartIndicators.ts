import { createContext, useContext, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { BarSource } from '../chart/barSource';
import { useCatalogue, type IndicatorInfo } from './catalogue';
import { createChoices } from './choices';
import { createIndicatorSource } from './indicatorSource';
import { wantedOf, type Wanted } from './wishes';

const none: readonly IndicatorInfo[] = [];

/** What is on the chart around a component: each chart of a layout has its own. */
export const ChoicesContext = createContext(createChoices());

/** What is on this chart, and what changes it. */
export function useChoices() {
  const choices = useContext(ChoicesContext);
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
