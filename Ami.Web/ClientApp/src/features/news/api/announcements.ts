import {
  queryOptions,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
  type QueryClient,
} from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { ApiError } from '@/lib/api/errors';
import type { components } from '@/lib/api/schema';
import { flagsQuery } from '@/lib/flags/useFlags';

export type Announcement = components['schemas']['AnnouncementView'];
type Now = components['schemas']['AnnouncementsNow'];

export const kinds = ['all', 'news', 'change'] as const;

const announcementsKey = ['announcements'] as const;
const pageSize = 20;

/** The page waits for the banner no longer than this; it then comes with the next visit. */
const patienceMs = 1_000;
const freshMs = 5 * 60_000;

const nothing: Now = { unread: 0, banner: null };

/** What is unread and what stands above pages. Never fails: news is no reason to show less of a page. */
export const nowQuery = queryOptions({
  queryKey: [...announcementsKey, 'now'],
  queryFn: async ({ client, signal }): Promise<Now> => {
    try {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
      const flags = await client.ensureQueryData(flagsQuery);
      return flags.on.includes('module.growth')
        ? await unwrap(api.GET('/api/announcements/now', { signal: limit }))
        : nothing;
    } catch (error) {
      if (error instanceof ApiError || (error instanceof DOMException && !signal.aborted)) return nothing;
      throw error;
    }
  },
  staleTime: freshMs,
  retry: false,
});

const pagesOf = <T extends { nextCursor: string | null }>(page: T) => page.nextCursor ?? undefined;

export function useAnnouncements(kind: (typeof kinds)[number]) {
  return useInfiniteQuery({
    queryKey: [...announcementsKey, 'list', kind],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/announcements', {
          params: { query: { kind: kind === 'all' ? undefined : kind, cursor: pageParam, limit: pageSize } },
          signal,
        }),
      ),
    getNextPageParam: pagesOf,
  });
}

/** What changed, for everybody. */
export function useChangelog() {
  return useInfiniteQuery({
    queryKey: ['changelog'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/changelog', { params: { query: { cursor: pageParam, limit: pageSize } }, signal }),
      ),
    getNextPageParam: pagesOf,
  });
}

const know = (client: QueryClient, change: (old: Now) => Now) =>
  client.setQueryData<Now>(nowQuery.queryKey, (old) => old && change(old));

/** Closes the banner at once; another one that is unread comes with the next visit. */
export function useCloseBanner() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      unwrap(api.POST('/api/announcements/{announcement}/read', { params: { path: { announcement: id } } })),
    onMutate: () => know(client, ({ unread }) => ({ unread: Math.max(0, unread - 1), banner: null })),
  });
}

/** Everything there is has been seen. */
export function useReadAll() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.POST('/api/announcements/read')),
    onSuccess: () => know(client, () => nothing),
  });
}
