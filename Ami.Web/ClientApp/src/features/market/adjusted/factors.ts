import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import type { BarSource } from '../chart/barSource';

export type Actions = components['schemas']['CorporateActionList'];
export type CorporateAction = components['schemas']['CorporateAction'];

/** With what a price of an instant, in milliseconds, stands on a chart: 1 where prices are not adjusted. */
export type FactorAt = (t: number) => number;

export const unadjusted: FactorAt = () => 1;

/** What a chart's bars were multiplied with, as seen from its clock: nothing of what came later. */
export function factorsOf(steps: Actions['factors'], now: number): FactorAt {
  if (steps.length === 0) return unadjusted;
  const ends = steps.map(({ until, factor }) => ({ until: Date.parse(until), factor }));
  const at = (t: number) => ends.find(({ until }) => t < until)?.factor ?? 1;
  return (t) => (t < now ? at(t) / at(now) : 1);
}

const none: Actions = { items: [], factors: [] };

export const actionsOf = (symbol: string, adjust: 'none' | 'splits' | 'all') =>
  queryOptions({
    queryKey: ['market', 'corporate-actions', symbol, adjust],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/trading/corporate-actions/{symbol}', {
          params: { path: { symbol }, query: { adjust } },
          signal,
        }),
      ),
    // They change where a file is imported, and where the moment of one comes.
    staleTime: 60_000,
    refetchInterval: ({ state }) => (state.data ? 300_000 : 15_000),
  });

/**
 * What the company of a chart did to its shares up to the chart's clock, and where prices from before that stand on the chart.
 *
 * Until it is known, nothing can be said of where a price stands.
 *
 * @param adjust Splits for prices that wait for later ones: whatever a chart is adjusted for, its newest bars are of the shares of now.
 */
export function useFactors(
  source: Pick<BarSource, 'symbol' | 'origin'>,
  adjust = source.origin.adjust ?? 'splits',
) {
  const { symbol, origin } = source;
  const { data: read, errorUpdateCount, refetch } = useQuery(actionsOf(symbol, adjust));
  const [data, isKnown] = [read ?? none, read !== undefined];
  // A replay's clock goes on, and its factors with every action that it passes.
  const now = origin.now();
  const come = data.items.filter(({ at }) => Date.parse(at) <= now).length;
  const known = useMemo(() => {
    const items = data.items.slice(0, come);
    const clock = come === data.items.length ? origin.now() : Date.parse(data.items[come]?.at ?? '') - 1;
    return { isKnown, items, at: factorsOf(data.factors, clock) };
  }, [data, isKnown, come, origin]);
  // It stays so while it is tried again, which would take a notice of it away and bring it back.
  return { ...known, hasFailed: !isKnown && errorUpdateCount > 0, retry: refetch };
}
