import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import '../texts/errors';
import type { Days } from './useDays';
import { paperKey } from './keys';
import { laterMs, refreshPaper, showOrder, soonMs } from './refresh';
import type { AmendRequest, OrderRequest } from './types';
import { useNowOrNever } from '@/lib/api/nowOrNever';

const pageSize = 50;

export type OrderFilter = 'final' | 'all';

export function useOrderHistory(accountId: string | undefined, status: OrderFilter, days: Days) {
  return useInfiniteQuery({
    queryKey: [...paperKey, 'orders', status, accountId, days],
    enabled: accountId !== undefined,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/trading/paper/orders', {
          params: {
            query: { accountId: accountId ?? '', status, ...days, cursor: pageParam, limit: pageSize },
          },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

export function usePlaceOrder() {
  const client = useQueryClient();
  const { run, lost } = useNowOrNever();
  const mutation = useMutation({
    mutationFn: (body: OrderRequest) =>
      run((key) =>
        unwrap(
          api.POST('/api/trading/paper/order', { body, params: { header: { 'Idempotency-Key': key } } }),
        ),
      ),
    onSuccess(order) {
      showOrder(client, order);
      refreshPaper(client, laterMs);
    },
  });
  return { ...mutation, lost };
}

/** New terms for an order; its row shows them as the server says they are. */
export function useAmendOrder() {
  const client = useQueryClient();
  const { run, lost } = useNowOrNever();
  const mutation = useMutation({
    mutationFn: ({ id, ...body }: AmendRequest & { id: string }) =>
      run((key) =>
        unwrap(
          api.PATCH('/api/trading/paper/order/{id}', {
            body,
            params: { path: { id }, header: { 'Idempotency-Key': key } },
          }),
        ),
      ),
    onSuccess(order) {
      showOrder(client, order);
      refreshPaper(client, laterMs);
    },
    // It may just have changed, and the list should say so.
    onError: () => refreshPaper(client, soonMs),
  });
  return { ...mutation, lost };
}

type Outcome = { done: () => void; failed: (error: Error) => void };

/** The outcome is told even when the order's row is gone by then: the stream may be faster than the answer. */
export function useCancelOrder({ done, failed }: Outcome) {
  const client = useQueryClient();
  const { run, lost } = useNowOrNever();
  const mutation = useMutation({
    mutationFn: (id: string) =>
      run((key) =>
        unwrap(
          api.DELETE('/api/trading/paper/order/{id}', {
            params: { path: { id }, header: { 'Idempotency-Key': key } },
          }),
        ),
      ),
    onSuccess(order) {
      showOrder(client, order);
      refreshPaper(client, laterMs);
      done();
    },
    onError(error) {
      // The order may just have filled, and the list should say so.
      refreshPaper(client, soonMs);
      failed(error);
    },
  });
  return { ...mutation, lost };
}
