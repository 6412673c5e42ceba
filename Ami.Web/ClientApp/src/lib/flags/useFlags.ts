import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';

const patienceMs = 3_000;

/** The flags that one has. */
export const flagsQuery = queryOptions({
  queryKey: ['flags'],
  queryFn: ({ signal }) =>
    unwrap(api.GET('/api/me/flags', { signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]) })),
  staleTime: 60_000,
  retry: false,
});

/**
 * Which features one has; undefined until the answer is there, so that nothing is asked of a module that is off. Where the answer cannot be had a flag
 * counts as on: the API decides in any case. Nobody asks who is not signed in: the answer would be a refusal.
 */
export function useFlags(enabled = true): (name: string) => boolean | undefined {
  const { data, isError } = useQuery({ ...flagsQuery, enabled });
  return (name) => data?.on.includes(name) ?? (isError || undefined);
}
