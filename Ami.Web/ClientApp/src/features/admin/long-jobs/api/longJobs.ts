import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ListQuery } from '@/components/adminTable/types';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

export type StaffJob = components['schemas']['StaffJobView'];

export const staffJobsKey = ['admin', 'long-jobs'] as const;

export const loadStaffJobs = (query: ListQuery, cursor: string | undefined, signal: AbortSignal) =>
  unwrap(
    api.GET('/api/admin/long-jobs', { params: { query: { state: query.state as never, cursor } }, signal }),
  );

export function useCancelStaffJob() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      unwrap(api.POST('/api/admin/long-jobs/{id}/cancel', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: staffJobsKey }),
  });
}
