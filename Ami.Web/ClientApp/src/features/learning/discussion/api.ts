import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import type { HidingReason } from '@/lib/hidingReasons';
import { learningKey } from '../api/courses';

export type Post = components['schemas']['PostView'];
export type Sort = '-lastAt' | '-votes';

export const discussionKey = (lesson: string) => [...learningKey, 'discussion', lesson] as const;

export function useThreads(lesson: string, sort: Sort) {
  return useInfiniteQuery({
    queryKey: [...discussionKey(lesson), 'threads', sort],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/lessons/{lesson}/discussion', {
          params: { path: { lesson }, query: { sort, cursor: pageParam, limit: 20 } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** The thread that an address names, also where it is not among the first. */
export const useThread = (lesson: string, id: string | null) =>
  useQuery({
    queryKey: [...discussionKey(lesson), 'thread', id],
    enabled: id !== null,
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/posts/{id}', { params: { path: { id: id ?? '' } }, signal })),
  });

export const useReplies = (lesson: string, thread: string) =>
  useInfiniteQuery({
    queryKey: [...discussionKey(lesson), 'replies', thread],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/posts/{id}/replies', {
          params: { path: { id: thread }, query: { cursor: pageParam } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const writePost = (
  id: string,
  post: { version: number; lessonId: string; text: string; threadId: string | null },
) => unwrap(api.PUT('/api/posts/{id}', { params: { path: { id } }, body: post }));

export const removePost = (id: string) => unwrap(api.DELETE('/api/posts/{id}', { params: { path: { id } } }));

export const votePost = (id: string, helped: boolean) =>
  helped
    ? unwrap(api.PUT('/api/posts/{id}/vote', { params: { path: { id } } }))
    : unwrap(api.DELETE('/api/posts/{id}/vote', { params: { path: { id } } }));

export const reportPost = (id: string, reason: HidingReason) =>
  unwrap(api.PUT('/api/posts/{id}/report', { params: { path: { id } }, body: { reason } }));
