import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { laterMs, refreshPaper, showOrder } from './refresh';
import { useAttempt } from '@/lib/api/useAttempt';

export function useClosePosition(accountId: string) {
  const client = useQueryClient();
  const attempt = useAttempt();
  return useMutation({
    mutationFn: ({ symbol, quantity }: { symbol: string; quantity: number }) =>
      attempt.run({ accountId, symbol, quantity }, (key) =>
        unwrap(
          api.POST('/api/trading/paper/positions/{symbol}/close', {
            params: { path: { symbol }, query: { accountId }, header: { 'Idempotency-Key': key } },
          }),
        ),
      ),
    onSuccess(order) {
      showOrder(client, order);
      refreshPaper(client, laterMs);
    },
  });
}
