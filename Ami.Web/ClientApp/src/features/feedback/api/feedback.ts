import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { useAttempt } from '@/lib/api/useAttempt';

export type Idea = components['schemas']['FeedbackView'];
export type IdeaStatus = Idea['status'];

export const statuses = [
  'open',
  'planned',
  'inProgress',
  'done',
  'declined',
] as const satisfies readonly IdeaStatus[];
export const sorts = ['-votes', '-createdAt', '-changedAt'] as const;

export const ideasKey = ['feedback'] as const;
const listKey = [...ideasKey, 'list'] as const;
const ideaKey = (id: string) => [...ideasKey, 'one', id] as const;
const pageSize = 20;

export type IdeaQuery = {
  q?: string;
  status?: IdeaStatus;
  of?: 'mine' | 'voted';
  sort: (typeof sorts)[number];
};

export function useIdeas(query: IdeaQuery) {
  return useInfiniteQuery({
    queryKey: [...listKey, query],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/feedback', {
          params: { query: { ...query, cursor: pageParam, limit: pageSize } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

export function useIdea(id: string) {
  return useQuery({
    queryKey: ideaKey(id),
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/feedback/{post}', { params: { path: { post: id } }, signal })),
  });
}

export function usePostIdea() {
  const client = useQueryClient();
  const attempt = useAttempt();
  return useMutation({
    mutationFn: (body: components['schemas']['PostFeedbackRequest']) =>
      attempt.run(body, (key) =>
        unwrap(api.POST('/api/feedback', { body, params: { header: { 'Idempotency-Key': key } } })),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ideasKey }),
  });
}

/** Stands behind an idea, or no longer. What the server says takes the place of what was shown. */
export function useVote(idea: Idea) {
  const client = useQueryClient();
  const params = { path: { post: idea.id } };
  return useMutation({
    mutationFn: () =>
      unwrap(
        idea.voted
          ? api.DELETE('/api/feedback/{post}/vote', { params })
          : api.PUT('/api/feedback/{post}/vote', { params }),
      ),
    onSuccess: (now) => {
      client.setQueryData(ideaKey(idea.id), now);
      client.setQueriesData<ReturnType<typeof useIdeas>['data']>(
        { queryKey: listKey },
        (old) =>
          old && {
            ...old,
            pages: old.pages.map((page) => ({
              ...page,
              items: page.items.map((one) => (one.id === now.id ? now : one)),
            })),
          },
      );
    },
  });
}

export const withdrawIdea = (id: string) =>
  unwrap(api.DELETE('/api/feedback/{id}', { params: { path: { id } } }));
