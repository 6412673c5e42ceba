import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import '../texts/errors';
import { laterMs, refreshPaper, showOrder, soonMs } from './refresh';
import { useNowOrNever } from '@/lib/api/nowOrNever';

type PositionOrder = {
  symbol: string;
  /** Units of a part; all of it when left out. */
  quantity?: number;
};

/** An order for a position: one that closes all or a part of it, or turns it around. */
function usePositionOrder(
  accountId: string,
  path: `/api/trading/paper/positions/{symbol}/${'close' | 'reverse'}`,
) {
  const client = useQueryClient();
  const { run, lost } = useNowOrNever();
  const mutation = useMutation({
    mutationFn: ({ symbol, quantity }: PositionOrder) =>
      run((key) =>
        unwrap(
          api.POST(path, {
            params: { path: { symbol }, query: { accountId, quantity }, header: { 'Idempotency-Key': key } },
          }),
        ),
      ),
    onSuccess(order) {
      showOrder(client, order);
      refreshPaper(client, laterMs);
    },
  });
  return { ...mutation, lost };
}

export const useClosePosition = (accountId: string) =>
  usePositionOrder(accountId, '/api/trading/paper/positions/{symbol}/close');

export const useReversePosition = (accountId: string) =>
  usePositionOrder(accountId, '/api/trading/paper/positions/{symbol}/reverse');

export function useCloseAll(accountId: string) {
  const client = useQueryClient();
  const { run, lost } = useNowOrNever();
  const mutation = useMutation({
    mutationFn: () =>
      run((key) =>
        unwrap(
          api.POST('/api/trading/paper/accounts/{id}/close-all', {
            params: { path: { id: accountId }, header: { 'Idempotency-Key': key } },
          }),
        ),
      ),
    onSuccess: () => refreshPaper(client, soonMs),
  });
  return { ...mutation, lost };
}
