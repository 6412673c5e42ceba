import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ListQuery } from '@/components/adminTable/types';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

export type MailRow = components['schemas']['MailRow'];

export const mailsKey = ['admin', 'mails'] as const;

export const loadMails = (query: ListQuery, cursor: string | undefined, signal: AbortSignal) =>
  unwrap(api.GET('/api/admin/mails', { params: { query: { ...query, cursor } }, signal }));

export function useMail(id: string) {
  return useQuery({
    queryKey: [...mailsKey, id],
    queryFn: ({ signal }) => unwrap(api.GET('/api/admin/mails/{id}', { params: { path: { id } }, signal })),
    // What waits may be sent any moment.
    refetchInterval: ({ state }) => (state.data?.state === 'queued' ? 3000 : false),
  });
}

/** Asked for by a person, never by itself: every reading is an entry of the audit log. */
export function useMailContent(id: string) {
  return useMutation({
    mutationFn: () => unwrap(api.GET('/api/admin/mails/{id}/content', { params: { path: { id } } })),
  });
}

export function useRetryMail(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.POST('/api/admin/mails/{id}/retry', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: mailsKey }),
  });
}
