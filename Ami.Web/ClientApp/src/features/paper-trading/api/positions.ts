import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { paperKey } from './keys';
import { useAttempt } from './useAttempt';

const refreshMs = 60_000;

export function usePositions(accountId: string | undefined) {
  return useQuery({
    queryKey: [...paperKey, 'positions', accountId],
    enabled: accountId !== undefined,
    queryFn: async ({ signal }) =>
      (
        await unwrap(
          api.GET('/api/trading/paper/positions', {
            params: { query: { accountId: accountId ?? '' } },
            signal,
          }),
        )
      ).items,
    refetchInterval: refreshMs,
  });
}

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
    onSuccess: () => client.invalidateQueries({ queryKey: paperKey }),
  });
}
