import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import '../texts/errors';
import { paperKey } from './keys';
import { useAttempt } from '@/lib/api/useAttempt';

export function useCreateAccount() {
  const client = useQueryClient();
  const attempt = useAttempt();
  return useMutation({
    mutationFn: (body: components['schemas']['OpenAccountRequest']) =>
      attempt.run(body, (key) =>
        unwrap(
          api.POST('/api/trading/paper/accounts', { body, params: { header: { 'Idempotency-Key': key } } }),
        ),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: paperKey }),
  });
}

export function useResetAccount(id: string) {
  const client = useQueryClient();
  const attempt = useAttempt();
  return useMutation({
    mutationFn: (body: components['schemas']['ResetAccountRequest']) =>
      attempt.run({ id, ...body }, (key) =>
        unwrap(
          api.POST('/api/trading/paper/accounts/{id}/reset', {
            body,
            params: { path: { id }, header: { 'Idempotency-Key': key } },
          }),
        ),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: paperKey }),
  });
}
