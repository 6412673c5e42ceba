import {
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type InfiniteData,
} from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { useLanguage } from '@/lib/i18n/useLanguage';

export type Notification = components['schemas']['NotificationView'];
type Pages = InfiniteData<components['schemas']['PageOfNotificationView'], string | undefined>;

export const notificationsKey = ['notifications'] as const;
const listKey = [...notificationsKey, 'list'] as const;
const unreadKey = [...notificationsKey, 'unread'] as const;
const pageSize = 20;

export function useUnread() {
  return useQuery({
    queryKey: unreadKey,
    queryFn: async ({ signal }) => (await unwrap(api.GET('/api/notifications/unread', { signal }))).count,
  });
}

/** Only while the centre is open: most visits never look. */
export function useNotifications(enabled: boolean) {
  const language = useLanguage();
  return useInfiniteQuery({
    queryKey: [...listKey, language],
    enabled,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/notifications', {
          params: { query: { language, cursor: pageParam, limit: pageSize } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** Marks one as read, or it and all older ones. Shown at once; the server's answer, and the stream, correct it. */
export function useMarkRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, older }: { id: string; older: boolean }) =>
      unwrap(
        older
          ? api.POST('/api/notifications/read', { body: { upTo: id } })
          : api.POST('/api/notifications/{id}/read', { params: { path: { id } } }),
      ),
    onMutate: async ({ id, older }) => {
      await client.cancelQueries({ queryKey: listKey });
      const now = new Date().toISOString();
      const seen = (one: Notification) =>
        one.readAt === null && (one.id === id || (older && one.id <= id)) ? { ...one, readAt: now } : one;
      client.setQueriesData<Pages>(
        { queryKey: listKey },
        (old) =>
          old && { ...old, pages: old.pages.map((page) => ({ ...page, items: page.items.map(seen) })) },
      );
      client.setQueryData<number>(unreadKey, (old) =>
        old === undefined ? old : older ? 0 : Math.max(0, old - 1),
      );
    },
    onSettled: () => client.invalidateQueries({ queryKey: notificationsKey }),
  });
}
