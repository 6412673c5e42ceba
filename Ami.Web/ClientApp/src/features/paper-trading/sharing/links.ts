import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import '../texts/errors';

type Schemas = components['schemas'];
export type ShareLink = Schemas['ShareLink'];

const linksKey = ['share-links'] as const;

export const titleLength = 80;

export function useShareLinks(subject: string) {
  return useQuery({
    queryKey: [...linksKey, subject],
    queryFn: () => unwrap(api.GET('/api/me/share-links', { params: { query: { subject } } })),
    select: ({ items }) => items,
  });
}

export function useShareAccount(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['ShareAccountRequest']) =>
      unwrap(api.POST('/api/trading/paper/accounts/{id}/share', { body, params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: linksKey }),
  });
}

export function useEndLink() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => {
      await unwrap(api.DELETE('/api/me/share-links/{id}', { params: { path: { id } } }));
    },
    onSettled: () => client.invalidateQueries({ queryKey: linksKey }),
  });
}

/** What everybody sees who has the link. An opening is counted, so it is read once and not again by itself. */
export function useSharedPerformance(token: string) {
  return useQuery({
    queryKey: ['shared', token],
    queryFn: () => unwrap(api.GET('/api/shared/paper-performance/{token}', { params: { path: { token } } })),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}
