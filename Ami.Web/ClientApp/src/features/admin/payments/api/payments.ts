import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ListQuery } from '@/components/adminTable/types';
import { api, unwrap } from '@/lib/api/client';
import { useAttempt } from '@/lib/api/useAttempt';
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
  const attempt = useAttempt();
  return useMutation({
    mutationFn: (id: string) =>
      attempt.run({ id }, (key) =>
        unwrap(
          api.POST('/api/admin/payments/events/{id}/retry', {
            params: { path: { id }, header: { 'Idempotency-Key': key } },
          }),
        ),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['admin', 'payments'] }),
  });
}

export type InvoiceLine = components['schemas']['InvoiceLineForStaff'];
export type PurchaseLine = components['schemas']['PurchaseLine'];
export type DisputeLine = components['schemas']['DisputeLine'];

export const invoicesKey = ['admin', 'payments', 'invoices'] as const;
export const purchasesKey = ['admin', 'payments', 'purchases'] as const;
export const disputesKey = ['admin', 'payments', 'disputes'] as const;

export const loadInvoices = (query: ListQuery, cursor: string | undefined, signal: AbortSignal) =>
  unwrap(api.GET('/api/admin/payments/invoices', { params: { query: { ...query, cursor } }, signal }));

export const loadPurchases = (query: ListQuery, cursor: string | undefined, signal: AbortSignal) =>
  unwrap(api.GET('/api/admin/payments/purchases', { params: { query: { ...query, cursor } }, signal }));

export const loadDisputes = (query: ListQuery, cursor: string | undefined, signal: AbortSignal) =>
  unwrap(api.GET('/api/admin/payments/disputes', { params: { query: { ...query, cursor } }, signal }));

export const invoicePath = (id: string) => `/api/admin/payments/invoices/${id}.pdf`;

export const refundInvoice = (key: string, id: string, body: { amount: number | null; reason: string }) =>
  unwrap(
    api.POST('/api/admin/payments/invoices/{id}/refund', {
      params: { path: { id }, header: { 'Idempotency-Key': key } },
      body,
    }),
  );
