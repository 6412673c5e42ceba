import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ListQuery } from '@/components/adminTable/types';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

export type ApiKeyRow = components['schemas']['ApiKeyRow'];
export type NewApiKey = components['schemas']['CreateApiKeyRequest'];

export const keysKey = ['admin', 'api-keys'] as const;

export const loadKeys = (query: ListQuery, cursor: string | undefined, signal: AbortSignal) =>
  unwrap(api.GET('/api/admin/api-keys', { params: { query: { ...query, cursor } }, signal }));

/** What keys can be made for. */
export function useScopes() {
  return useQuery({
    queryKey: [...keysKey, 'scopes'],
    queryFn: () => unwrap(api.GET('/api/admin/api-keys/scopes')),
    staleTime: Infinity,
  });
}

function useChange<T, R>(change: (value: T) => Promise<R>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => client.invalidateQueries({ queryKey: keysKey }),
  });
}

export const useCreateKey = () =>
  useChange((body: NewApiKey) => unwrap(api.POST('/api/admin/api-keys', { body })));

export const useRotateKey = (id: string) =>
  useChange((overlapMinutes: number) =>
    unwrap(
      api.POST('/api/admin/api-keys/{id}/rotate', { params: { path: { id } }, body: { overlapMinutes } }),
    ),
  );

export const useRevokeKey = (id: string) =>
  useChange(() => unwrap(api.DELETE('/api/admin/api-keys/{id}', { params: { path: { id } } })));
