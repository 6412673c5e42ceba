import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

export type Wallet = components['schemas']['WalletView'];
export type Pocket = components['schemas']['WalletPocket'];
export type Withdrawal = components['schemas']['WithdrawalView'];
export type WalletEntry = components['schemas']['WalletEntry'];
export type EntryKind = components['schemas']['WalletEntryKind'];
/** Money that was paid in, or practice money. */
export type Realm = 'real' | 'practice';

export const walletKey = ['wallet'] as const;

/** One's money; read again every now and then while a deposit is awaited. */
export function useWallet(everyMs: number | false) {
  return useQuery({
    queryKey: [...walletKey, 'mine'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/payments/wallet', { signal })),
    refetchInterval: everyMs,
  });
}

export function usePractice() {
  return useQuery({
    queryKey: [...walletKey, 'practice'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/payments/wallet/practice', { signal })),
  });
}

/** What moved a wallet, newest first. */
export function useEntries(realm: Realm, currency: string, kind: EntryKind | null, everyMs: number | false) {
  return useInfiniteQuery({
    queryKey: [...walletKey, 'entries', realm, currency, kind],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/payments/wallet/transactions', {
          params: { query: { realm, currency, kind: kind ?? undefined, cursor: pageParam, limit: 25 } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    refetchInterval: everyMs,
  });
}

export function useWithdrawals() {
  return useInfiniteQuery({
    queryKey: [...walletKey, 'withdrawals'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/payments/wallet/withdrawals', {
          params: { query: { cursor: pageParam, limit: 10 } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

const once = (key: string) => ({ 'Idempotency-Key': key });

/** What a person decides about their wallet, with the key of that decision. */
export const walletActs = {
  deposit: (key: string, body: { amount: number; currency: string }) =>
    unwrap(api.POST('/api/payments/wallet/deposit', { params: { header: once(key) }, body })),
  withdraw: (key: string, body: { amount: number; currency: string; destination: string }) =>
    unwrap(api.POST('/api/payments/wallet/withdraw', { params: { header: once(key) }, body })),
  cancel: (key: string, id: string, version: number) =>
    unwrap(
      api.POST('/api/payments/wallet/withdrawals/{id}/cancel', {
        params: { path: { id }, header: once(key) },
        body: { version },
      }),
    ),
  topUp: (key: string, amount: number) =>
    unwrap(
      api.POST('/api/payments/wallet/practice/top-up', { params: { header: once(key) }, body: { amount } }),
    ),
  reset: (key: string) =>
    unwrap(api.POST('/api/payments/wallet/practice/reset', { params: { header: once(key) } })),
};

/** Where the statement of some days is. */
export function statementPath(
  type: 'csv' | 'pdf',
  query: Record<'realm' | 'currency' | 'from' | 'to', string>,
) {
  return `/api/payments/wallet/statement.${type}?${new URLSearchParams(query).toString()}`;
}
