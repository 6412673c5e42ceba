import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ListPage, ListQuery } from '@/components/adminTable/types';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

export type Flag = components['schemas']['FlagView'];

export const flagsKey = ['admin', 'flags'] as const;

/** They are few: all are fetched, and those that match are kept. */
export async function loadFlags(
  query: ListQuery,
  _: string | undefined,
  signal: AbortSignal,
): Promise<ListPage<Flag>> {
  const flags = await unwrap(api.GET('/api/admin/flags', { signal }));
  const words = (query.q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const items = flags.filter((flag) => {
    const text = `${flag.name} ${flag.description.en} ${flag.description.es}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  if (query.sort === '-name') items.reverse();
  return { items, nextCursor: null, total: items.length };
}

/** What is decided about a flag by now. */
export function useFlagNow(known: Flag): Flag {
  const { data } = useQuery({
    queryKey: [...flagsKey, 'now'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/admin/flags', { signal })),
  });
  return data?.find(({ name }) => name === known.name) ?? known;
}

function useFlagMutation<T>(mutationFn: (asked: T) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: flagsKey }),
        client.invalidateQueries({ queryKey: ['flags'] }),
      ]),
  });
}

export const useDecideFlag = (name: string) =>
  useFlagMutation((body: { enabled: boolean; percentage: number }) =>
    unwrap(api.PUT('/api/admin/flags/{name}', { params: { path: { name } }, body })),
  );

export const useDecideForPerson = (name: string) =>
  useFlagMutation((body: { email: string; enabled: boolean }) =>
    unwrap(api.PUT('/api/admin/flags/{name}/people', { params: { path: { name } }, body })),
  );

export const useForgetPerson = (name: string) =>
  useFlagMutation((userId: string) =>
    unwrap(api.DELETE('/api/admin/flags/{name}/people/{userId}', { params: { path: { name, userId } } })),
  );
