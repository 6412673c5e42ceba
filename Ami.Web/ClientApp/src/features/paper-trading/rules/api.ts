import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { useAttempt } from '@/lib/api/useAttempt';
import { paperKey } from '../api/keys';
import { useOverview, type Overview } from '../api/overview';
import '../texts/errors';
import type { AccountRules } from './rulesDraft';

const lookOf = (overview: Overview) => overview.rules ?? null;

/** The rules of the account on screen, with what else its page shows. */
export const useRulesLook = () => useOverview(lookOf);

/** The rules with how they were changed and what they refused. */
export const useRules = (accountId: string) =>
  useQuery({
    queryKey: [...paperKey, 'rules', accountId],
    queryFn: ({ signal }) =>
      unwrap(
        api.GET('/api/trading/paper/accounts/{id}/rules', { params: { path: { id: accountId } }, signal }),
      ),
  });

export function useSetRules(accountId: string) {
  const client = useQueryClient();
  const attempt = useAttempt();
  return useMutation({
    mutationFn: (body: AccountRules) =>
      attempt.run({ accountId, ...body }, (key) =>
        unwrap(
          api.PUT('/api/trading/paper/accounts/{id}/rules', {
            body,
            params: { path: { id: accountId }, header: { 'Idempotency-Key': key } },
          }),
        ),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: paperKey }),
  });
}
