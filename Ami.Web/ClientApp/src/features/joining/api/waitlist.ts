import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

export type Place = components['schemas']['WaitlistPlace'];

const placeKey = (token: string) => ['waitlist', 'place', token] as const;

export function useJoinWaitlist() {
  return useMutation({
    mutationFn: (body: components['schemas']['JoinWaitlistRequest']) =>
      unwrap(api.POST('/api/waitlist', { body })),
  });
}

/** The place behind the link of a mail. */
export function usePlace(token: string) {
  return useQuery({
    queryKey: placeKey(token),
    queryFn: ({ signal }) => unwrap(api.POST('/api/waitlist/place', { body: { token }, signal })),
  });
}

export function useConfirmPlace(token: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.POST('/api/waitlist/confirm', { body: { token } })),
    onSuccess: (place) => client.setQueryData(placeKey(token), place),
  });
}

export const leaveWaitlist = (token: string) => unwrap(api.POST('/api/waitlist/leave', { body: { token } }));
