import type { ListQuery } from '@/components/adminTable/types';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

export type WithdrawalLine = components['schemas']['WithdrawalLine'];
export type DepositLine = components['schemas']['DepositLine'];

export const withdrawalsKey = ['admin', 'wallet', 'withdrawals'] as const;
export const depositsKey = ['admin', 'wallet', 'deposits'] as const;

export const loadWithdrawals = (query: ListQuery, cursor: string | undefined, signal: AbortSignal) =>
  unwrap(api.GET('/api/admin/payments/withdrawals', { params: { query: { ...query, cursor } }, signal }));

export const loadDeposits = (query: ListQuery, cursor: string | undefined, signal: AbortSignal) =>
  unwrap(
    api.GET('/api/admin/payments/deposits', {
      params: {
        query: {
          ...query,
          missing: query.missing === undefined ? undefined : query.missing === 'true',
          cursor,
        },
      },
      signal,
    }),
  );

const at = (key: string, id: string) => ({ params: { path: { id }, header: { 'Idempotency-Key': key } } });

/** What staff decide, with the key of that decision. */
export const decisions = {
  approve: (key: string, { id, version }: WithdrawalLine) =>
    unwrap(api.POST('/api/admin/payments/withdrawals/{id}/approve', { ...at(key, id), body: { version } })),
  reject: (key: string, { id, version }: WithdrawalLine, reason: string) =>
    unwrap(
      api.POST('/api/admin/payments/withdrawals/{id}/reject', { ...at(key, id), body: { version, reason } }),
    ),
  paid: (key: string, { id, version }: WithdrawalLine, reference: string) =>
    unwrap(
      api.POST('/api/admin/payments/withdrawals/{id}/paid', { ...at(key, id), body: { version, reference } }),
    ),
  collect: (key: string, id: string) =>
    unwrap(api.POST('/api/admin/payments/deposits/{id}/collect', at(key, id))),
};
