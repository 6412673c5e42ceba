import { useInfiniteQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

export type Invoice = components['schemas']['InvoiceView'];
export type Purchase = components['schemas']['PurchaseView'];

export const purchasesKey = ['payments', 'purchases'] as const;

/** One's invoices and credit notes, newest first. */
export function useInvoices() {
  return useInfiniteQuery({
    queryKey: ['payments', 'invoices'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(api.GET('/api/payments/invoices', { params: { query: { cursor: pageParam } }, signal })),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

export const invoicePath = (id: string) => `/api/payments/invoices/${id}.pdf`;

/** What one bought or got as a gift, newest first; read again every now and then while a payment is awaited. */
export function usePurchases(everyMs: (newest: Purchase | undefined) => number | false) {
  return useInfiniteQuery({
    queryKey: purchasesKey,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(api.GET('/api/payments/purchases', { params: { query: { cursor: pageParam } }, signal })),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: ({ state }) => everyMs(state.data?.pages[0]?.items[0]),
  });
}

export const redeemGift = (key: string, code: string) =>
  unwrap(
    api.POST('/api/payments/gifts/redeem', {
      params: { header: { 'Idempotency-Key': key } },
      body: { code },
    }),
  );
