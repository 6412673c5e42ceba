import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ListQuery } from '@/components/adminTable/types';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

export type SubscriptionLine = components['schemas']['SubscriptionLine'];
export type PaymentEvent = components['schemas']['StripeEventLine'];

export const subscriptionsKey = ['admin', 'payments', 'subscriptions'] as const;
export const eventsKey = ['admin', 'payments', 'events'] as const;

export const loadSubscriptions = (query: ListQuery, cursor: string | undefined, signal: AbortSignal) =>
  unwrap(api.GET('/api/admin/payments/subscriptions', { params: { query: { ...query, cursor } }, signal }));

export const loadEvents = (query: ListQuery, cursor: string | undefined, signal: AbortSignal) =>
  unwrap(api.GET('/api/admin/payments/events', { params: { query: { ...query, cursor } }, signal }));

export function useRetryEvent() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      unwrap(api.POST('/api/admin/payments/events/{id}/retry', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['admin', 'payments'] }),
  });
}
