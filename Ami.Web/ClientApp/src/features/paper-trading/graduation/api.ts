import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { useAttempt } from '@/lib/api/useAttempt';
import { paperKey } from '../api/keys';
import '../texts/errors';

export const useGate = (accountId: string) =>
  useQuery({
    queryKey: [...paperKey, 'gate', accountId],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/trading/paper/accounts/{id}/gate', { params: { path: { id: accountId } }, signal }),
      ),
  });

export function useGraduate(accountId: string) {
  const client = useQueryClient();
  const attempt = useAttempt();
  return useMutation({
    mutationFn: (body: components['schemas']['GraduateRequest']) =>
      attempt.run({ accountId, ...body }, (key) =>
        unwrap(
          api.POST('/api/trading/paper/accounts/{id}/graduate', {
            body,
            params: { path: { id: accountId }, header: { 'Idempotency-Key': key } },
          }),
        ),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: paperKey }),
  });
}
