import { useInfiniteQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { Days } from './useDays';
import { paperKey } from './keys';

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
