import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { session } from '@/lib/auth/session';
import { usersKey } from './list';

export type UserDetail = components['schemas']['UserDetail'];

const of = (id: string) => ({ params: { path: { id } } });

export function useUserDetail(id: string) {
  return useQuery({
    queryKey: [...usersKey, 'one', id],
    queryFn: ({ signal }) => unwrap(api.GET('/api/admin/users/{id}', { ...of(id), signal })),
  });
}

/** What staff can do with an account. */
export const userActs = (id: string) => ({
  lock: (reason: string) => unwrap(api.POST('/api/admin/users/{id}/lock', { ...of(id), body: { reason } })),
  unlock: () => unwrap(api.DELETE('/api/admin/users/{id}/lock', of(id))),
  mailPasswordReset: () => unwrap(api.POST('/api/admin/users/{id}/password-reset', of(id))),
  resetSecondFactor: () => unwrap(api.DELETE('/api/admin/users/{id}/two-factor', of(id))),
  endSessions: () => unwrap(api.DELETE('/api/admin/users/{id}/sessions', of(id))),
  changeRoles: (roles: string[]) =>
    unwrap(api.PUT('/api/admin/users/{id}/roles', { ...of(id), body: { roles } })),
  changePlan: (plan: UserDetail['account']['plan']) =>
    unwrap(api.PUT('/api/admin/users/{id}/plan', { ...of(id), body: { plan } })),
  impersonate: async (reason: string) =>
    session.impersonate(
      await unwrap(api.POST('/api/admin/users/{id}/impersonation', { ...of(id), body: { reason } })),
    ),
});

/** For the audit log. The token is forgotten already, so nothing depends on it. */
export const noteImpersonationStopped = (id: string) =>
  api.DELETE('/api/admin/users/{id}/impersonation', of(id)).catch(() => undefined);
