import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ListQuery } from '@/components/adminTable/types';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { useAttempt } from '@/lib/api/useAttempt';

export type AnnouncementRow = components['schemas']['AnnouncementRow'];
export type AnnouncementDraft = components['schemas']['AnnouncementDraft'];

export const kinds = ['news', 'change'] as const;
export const states = ['draft', 'scheduled', 'published'] as const;
export const plans = ['free', 'basic', 'pro', 'premium'] as const;

export const announcementRowsKey = ['admin', 'announcements'] as const;

export const loadAnnouncementRows = (query: ListQuery, cursor: string | undefined, signal: AbortSignal) =>
  unwrap(api.GET('/api/admin/announcements', { params: { query: { ...query, cursor } }, signal }));

/** Makes an announcement, or changes one; what people see changes with it. */
export function useSaveAnnouncement(row: AnnouncementRow | null) {
  const client = useQueryClient();
  const attempt = useAttempt();
  return useMutation({
    mutationFn: (draft: AnnouncementDraft) =>
      row
        ? unwrap(
            api.PUT('/api/admin/announcements/{id}', {
              params: { path: { id: row.id } },
              body: { draft, version: row.version },
            }),
          )
        : attempt.run(draft, (key) =>
            unwrap(
              api.POST('/api/admin/announcements', {
                body: draft,
                params: { header: { 'Idempotency-Key': key } },
              }),
            ),
          ),
    onSettled: () => client.invalidateQueries({ queryKey: announcementRowsKey }),
  });
}

export const removeAnnouncement = (id: string) =>
  unwrap(api.DELETE('/api/admin/announcements/{id}', { params: { path: { id } } }));
