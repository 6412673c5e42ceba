import { useMutation, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

/** How this person can prove who they are. */
export function useConfirmOptions() {
  return useQuery({
    queryKey: ['identity', 'confirm'],
    queryFn: () => unwrap(api.GET('/api/auth/confirm')),
    staleTime: 0,
  });
}

export function useConfirm() {
  return useMutation({
    mutationFn: (body: components['schemas']['ConfirmRequest']) =>
      unwrap(api.POST('/api/auth/confirm', { body })),
  });
}
