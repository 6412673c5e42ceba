import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ListPage, ListQuery } from '@/components/adminTable/types';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

export type Figure = components['schemas']['Figure'];
export type ProcessView = components['schemas']['ProcessView'];
export type ClusterView = components['schemas']['ClusterView'];
export type MarketSource = components['schemas']['MarketSource'];
export type DeadLetter = components['schemas']['DeadLetter'];
export type KnownJob = components['schemas']['KnownJob'];
export type JobRecord = components['schemas']['JobRecord'];

/** Milliseconds between looks at what changes by itself. */
export const beat = 5_000;

export const useDashboard = () =>
  useQuery({
    queryKey: ['admin', 'dashboard'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/admin/dashboard', { signal })),
    refetchInterval: beat,
  });

export const useHealth = () =>
  useQuery({
    queryKey: ['admin', 'health'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/admin/health', { signal })),
    refetchInterval: beat,
  });

export const useMarketSources = (enabled: boolean) =>
  useQuery({
    queryKey: ['admin', 'market-sources'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/admin/market/sources', { signal })),
    refetchInterval: beat,
    enabled,
  });

export const useCluster = () =>
  useQuery({
    queryKey: ['admin', 'cluster'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/admin/cluster', { signal })),
    refetchInterval: beat,
  });

export const jobsKey = ['admin', 'jobs'] as const;

/** They are few: all come at once. */
export async function loadJobs(
  _: ListQuery,
  __: string | undefined,
  signal: AbortSignal,
): Promise<ListPage<KnownJob>> {
  const { items } = await unwrap(api.GET('/api/admin/jobs', { signal }));
  return { items, nextCursor: null, total: items.length };
}

export const loadRuns =
  (name: string) => (query: ListQuery, cursor: string | undefined, signal: AbortSignal) =>
    unwrap(
      api.GET('/api/admin/jobs/{name}/runs', {
        params: { path: { name }, query: { failed: query.state === 'failed' || undefined, cursor } },
        signal,
      }),
    );

export const lettersKey = ['admin', 'dead-letters'] as const;

export const loadLetters = (query: ListQuery, cursor: string | undefined, signal: AbortSignal) =>
  unwrap(api.GET('/api/admin/dead-letters', { params: { query: { q: query.q, cursor } }, signal }));

function useLettersMutation<T, R>(mutationFn: (asked: T) => Promise<R>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: lettersKey }),
        client.invalidateQueries({ queryKey: ['admin', 'dashboard'] }),
      ]),
  });
}

export const useRetry = () =>
  useLettersMutation(({ eventId, handler }: DeadLetter) =>
    unwrap(api.POST('/api/admin/dead-letters/retry', { body: { eventId, handler } })),
  );

/** All that match the same words. */
export const useRetryAll = () =>
  useLettersMutation((q: string) =>
    unwrap(api.POST('/api/admin/dead-letters/retry-all', { body: { q: q || null } })),
  );
