import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { paperKey } from './keys';
import type { OrderRequest } from './types';
import { useAttempt } from './useAttempt';

const pageSize = 50;

/** Orders that may still fill: working ones, and protective ones that wait for their entry. */
export function useWorkingOrders(accountId: string | undefined, symbol?: string) {
  return useQuery({
    queryKey: [...paperKey, 'orders', 'working', accountId, symbol],
    enabled: accountId !== undefined,
    queryFn: async ({ signal }) =>
      (
        await unwrap(
          api.GET('/api/trading/paper/orders', {
            params: { query: { accountId: accountId ?? '', status: 'working', symbol, limit: 200 } },
            signal,
          }),
        )
      ).items,
  });
}

export type OrderFilter = 'final' | 'all';

export function useOrderHistory(accountId: string | undefined, status: OrderFilter) {
  return useInfiniteQuery({
    queryKey: [...paperKey, 'orders', status, accountId],
    enabled: accountId !== undefined,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/trading/paper/orders', {
          params: { query: { accountId: accountId ?? '', status, cursor: pageParam, limit: pageSize } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

export function usePlaceOrder() {
  const client = useQueryClient();
  const attempt = useAttempt();
  return useMutation({
    mutationFn: (body: OrderRequest) =>
      attempt.run(body, (key) =>
        unwrap(
          api.POST('/api/trading/paper/order', { body, params: { header: { 'Idempotency-Key': key } } }),
        ),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: paperKey }),
  });
}

export function useCancelOrder() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      unwrap(api.DELETE('/api/trading/paper/order/{id}', { params: { path: { id } } })),
    // Also after a refusal: the order may just have filled, and the list should say so.
    onSettled: () => client.invalidateQueries({ queryKey: paperKey }),
  });
}
