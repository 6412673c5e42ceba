import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

export type MySession = components['schemas']['MySession'];

const key = ['identity', 'sessions'];

export function useSessions() {
  return useQuery({ queryKey: key, queryFn: () => unwrap(api.GET('/api/me/sessions')) });
}

export function useEndSession() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => unwrap(api.DELETE('/api/me/sessions/{id}', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: key }),
  });
}

export function useEndOtherSessions() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/me/sessions')),
    onSettled: () => client.invalidateQueries({ queryKey: ['identity'] }),
  });
}
