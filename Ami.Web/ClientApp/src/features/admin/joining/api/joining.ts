import { useQuery } from '@tanstack/react-query';
import type { ListQuery } from '@/components/adminTable/types';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { useAttempt } from '@/lib/api/useAttempt';

export type WaitlistRow = components['schemas']['WaitlistRow'];
export type InvitationRow = components['schemas']['InvitationRow'];
export type RegistrationRules = components['schemas']['RegistrationRules'];
export type MadeInvitation = components['schemas']['MyInvitation'];

export const modes = ['open', 'waitlist', 'invitation'] as const;
export const waitlistStates = ['pending', 'waiting', 'invited', 'joined'] as const;
export const invitationStates = ['open', 'used', 'expired', 'revoked'] as const;

/** One key for all: whatever is done here changes figures elsewhere. */
export const joiningKey = ['admin', 'joining'] as const;
export const waitlistKey = [...joiningKey, 'waitlist'] as const;
export const invitationRowsKey = [...joiningKey, 'invitations'] as const;

export function useRegistrationRules() {
  return useQuery({
    queryKey: [...joiningKey, 'rules'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/admin/registration', { signal })),
  });
}

export const decideRegistration = (body: RegistrationRules) =>
  unwrap(api.PUT('/api/admin/registration', { body }));

export const loadWaitlist = (query: ListQuery, cursor: string | undefined, signal: AbortSignal) =>
  unwrap(api.GET('/api/admin/waitlist', { params: { query: { ...query, cursor } }, signal }));

/** A repeat after a lost answer invites nobody else. */
export function useInviteFromWaitlist() {
  const attempt = useAttempt();
  return (body: components['schemas']['InviteBatchRequest']) =>
    attempt.run(body, (key) =>
      unwrap(
        api.POST('/api/admin/waitlist/invite', { body, params: { header: { 'Idempotency-Key': key } } }),
      ),
    );
}

export const removeFromWaitlist = (id: string) =>
  unwrap(api.DELETE('/api/admin/waitlist/{id}', { params: { path: { id } } }));

export const loadInvitations = (query: ListQuery, cursor: string | undefined, signal: AbortSignal) =>
  unwrap(api.GET('/api/admin/invitations', { params: { query: { ...query, cursor } }, signal }));

export function useMakeInvitations() {
  const attempt = useAttempt();
  return (count: number, email: string | null) =>
    attempt.run({ count, email }, (key) =>
      unwrap(
        api.POST('/api/admin/invitations', {
          body: { count, email },
          params: { header: { 'Idempotency-Key': key } },
        }),
      ),
    );
}

export const revokeInvitationOf = (id: string) =>
  unwrap(api.DELETE('/api/admin/invitations/{id}', { params: { path: { id } } }));
