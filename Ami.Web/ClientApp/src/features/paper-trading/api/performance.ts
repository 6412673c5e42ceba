import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { paperKey } from './keys';

const refreshMs = 60_000;

export function useEquity(accountId: string | undefined) {
  return useQuery({
    queryKey: [...paperKey, 'equity', accountId],
    enabled: accountId !== undefined,
    queryFn: async ({ signal }) =>
      (
        await unwrap(
          api.GET('/api/trading/paper/equity', { params: { query: { accountId: accountId ?? '' } }, signal }),
        )
      ).points,
    refetchInterval: refreshMs,
    placeholderData: keepPreviousData,
  });
}

export function useStats(accountId: string | undefined) {
  return useQuery({
    queryKey: [...paperKey, 'stats', accountId],
    enabled: accountId !== undefined,
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/trading/paper/stats', { params: { query: { accountId: accountId ?? '' } }, signal }),
      ),
  });
}
