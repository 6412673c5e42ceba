import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { Days } from './useDays';
import { paperKey } from './keys';
import type { Account } from './types';

export function useFills(accountId: string | undefined, days: Days) {
  return useInfiniteQuery({
    queryKey: [...paperKey, 'fills', accountId, days],
    enabled: accountId !== undefined,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/trading/paper/fills', {
          params: { query: { accountId: accountId ?? '', ...days, cursor: pageParam } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** As many as a chart marks: the newest since the account began anew. */
const mostMarked = 200;

export function useSymbolFills(account: Account | undefined, symbol: string) {
  return useQuery({
    queryKey: [...paperKey, 'fills', account?.id, account?.resetCount, symbol],
    enabled: account !== undefined,
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/trading/paper/fills', {
          params: {
            query: {
              accountId: account?.id ?? '',
              symbol,
              limit: mostMarked,
            },
          },
          signal,
        }),
      ),
  });
}
