import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ListQuery } from '@/components/adminTable/types';
import { api, sessionFetch, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

export type AuditRow = components['schemas']['AuditRow'];
export type AuditVerification = components['schemas']['AuditVerification'];

export const auditKey = ['admin', 'audit'] as const;
const keepingKey = ['admin', 'audit-keeping'] as const;

export const loadAudit = (query: ListQuery, cursor: string | undefined, signal: AbortSignal) =>
  unwrap(api.GET('/api/admin/audit', { params: { query: { ...query, cursor } }, signal }));

/** Names of the actions on record. */
export const useAuditActions = () =>
  useQuery({
    queryKey: ['admin', 'audit-actions'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/admin/audit/actions', { signal })),
  });

export const useAuditKeeping = () =>
  useQuery({
    queryKey: keepingKey,
    queryFn: ({ signal }) => unwrap(api.GET('/api/admin/audit/keeping', { signal })),
  });

export function useKeepAudit() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (keepDays: number) => unwrap(api.PUT('/api/admin/audit/keeping', { body: { keepDays } })),
    onSuccess: () => client.invalidateQueries({ queryKey: keepingKey }),
  });
}

/** Takes as long as the log is long, so it has no limit. */
export function useVerifyAudit() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (anchor: string) =>
      unwrap(
        api.POST('/api/admin/audit/verify', {
          body: { anchor: anchor.trim() || null },
          fetch: (request) => sessionFetch(request),
        }),
      ),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: keepingKey }),
        client.invalidateQueries({ queryKey: auditKey }),
      ]),
  });
}
