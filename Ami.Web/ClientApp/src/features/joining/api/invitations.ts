import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { useAttempt } from '@/lib/api/useAttempt';

export type Invitation = components['schemas']['MyInvitation'];

export const invitationsKey = ['invitations'] as const;

export function useInvitations() {
  return useQuery({
    queryKey: invitationsKey,
    queryFn: ({ signal }) => unwrap(api.GET('/api/invitations', { signal })),
  });
}

export function useInvite() {
  const client = useQueryClient();
  const attempt = useAttempt();
  return useMutation({
    mutationFn: (email: string | null) =>
      attempt.run(email, (key) =>
        unwrap(
          api.POST('/api/invitations', { body: { email }, params: { header: { 'Idempotency-Key': key } } }),
        ),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: invitationsKey }),
  });
}

export const revokeInvitation = (id: string) =>
  unwrap(api.DELETE('/api/invitations/{id}', { params: { path: { id } } }));
