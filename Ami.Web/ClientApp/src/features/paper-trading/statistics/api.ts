import { useQueries, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { paperKey } from '../api/keys';
import '../texts/errors';

export type Statistics = components['schemas']['StatisticsView'];
export type Group = components['schemas']['TradeGroup'];
export type Estimate = components['schemas']['Estimate'];

const statisticsOf = (accountId: string, generation?: number) => ({
  queryKey: [...paperKey, 'statistics', accountId, generation],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    unwrap(
      api.GET('/api/trading/paper/accounts/{id}/statistics', {
        params: { path: { id: accountId }, query: { generation } },
        signal,
      }),
    ),
});

const equityOf = (accountId: string, generation?: number) => ({
  queryKey: [...paperKey, 'equity', accountId, generation],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    unwrap(api.GET('/api/trading/paper/equity', { params: { query: { accountId, generation } }, signal })),
});

/** Of the account's life now, or of one before a reset. */
export const useStatistics = (accountId: string, generation?: number) =>
  useQuery(statisticsOf(accountId, generation));

/** The curve of one life of an account. */
export const useLifeEquity = (accountId: string, generation?: number) =>
  useQuery(equityOf(accountId, generation));

/** Of several accounts at once, in their order; undefined where it has not come yet. */
export function useSeveral(ids: readonly string[]) {
  const statistics = useQueries({ queries: ids.map((id) => statisticsOf(id)) });
  const curves = useQueries({ queries: ids.map((id) => equityOf(id)) });
  return ids.map((id, index) => ({
    id,
    statistics: statistics[index]?.data,
    curve: curves[index]?.data?.points,
    error: statistics[index]?.error ?? curves[index]?.error ?? null,
  }));
}
