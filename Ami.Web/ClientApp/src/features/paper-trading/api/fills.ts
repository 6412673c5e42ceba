import { useInfiniteQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { paperKey } from './keys';

export function useFills(accountId: string | undefined) {
  return useInfiniteQuery({
    queryKey: [...paperKey, 'fills', accountId],
    enabled: accountId !== undefined,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/trading/paper/fills', {
          params: { query: { accountId: accountId ?? '', cursor: pageParam } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}
