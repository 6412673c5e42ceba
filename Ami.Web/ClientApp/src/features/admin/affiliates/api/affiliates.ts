import type { ListQuery } from '@/components/adminTable/types';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

export type AffiliateRow = components['schemas']['AffiliateRow'];
export type CommissionRow = components['schemas']['CommissionView'];
export type SignalRow = components['schemas']['SignalRow'];
export type Decision = components['schemas']['DecideAffiliateRequest']['decision'];

export const affiliateStates = ['applied', 'active', 'refused', 'suspended', 'closed'] as const;
export const commissionStates = ['held', 'released', 'voided', 'blocked', 'owed', 'taken'] as const;
export const signalStates = ['open', 'cleared', 'confirmed'] as const;

/** One key for all: whatever is decided here changes rows elsewhere. */
export const affiliatesKey = ['admin', 'affiliates'] as const;

export const loadAffiliates = (query: ListQuery, cursor: string | undefined, signal: AbortSignal) =>
  unwrap(api.GET('/api/admin/affiliates', { params: { query: { ...query, cursor } }, signal }));

export const loadCommissions = (query: ListQuery, cursor: string | undefined, signal: AbortSignal) =>
  unwrap(api.GET('/api/admin/affiliates/commissions', { params: { query: { ...query, cursor } }, signal }));

export const loadSignals = (query: ListQuery, cursor: string | undefined, signal: AbortSignal) =>
  unwrap(api.GET('/api/admin/affiliates/signals', { params: { query: { ...query, cursor } }, signal }));

export const decideAffiliate = (row: AffiliateRow, decision: Decision, reason: string) =>
  unwrap(
    api.PUT('/api/admin/affiliates/{id}/decision', {
      params: { path: { id: row.id } },
      body: { decision, reason, version: row.version },
    }),
  );

export const decideSignal = (id: string, isFraud: boolean, reason: string) =>
  unwrap(
    api.PUT('/api/admin/affiliates/signals/{id}/decision', {
      params: { path: { id } },
      body: { isFraud, reason },
    }),
  );
