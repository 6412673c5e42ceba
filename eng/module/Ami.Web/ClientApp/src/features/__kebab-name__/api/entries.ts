import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

const entriesKey = ['__kebab-name__', 'entries'] as const;

/** One's own entries, newest first, page by page. */
export function useEntries() {
  return useInfiniteQuery({
    queryKey: entriesKey,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(api.GET('/api/__kebab-name__', { params: { query: { cursor: pageParam } }, signal })),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

export function useCreateEntry() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: components['schemas']['Create__Name__EntryRequest']) =>
      unwrap(api.POST('/api/__kebab-name__', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: entriesKey }),
  });
}
