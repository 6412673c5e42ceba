import type { ListQuery } from '@/components/adminTable/types';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

export type CaseLine = components['schemas']['ReconciliationCaseLine'];
export type CaseState = CaseLine['state'];
export type RunLine = components['schemas']['ReconciliationRunLine'];
export type RevenueReport = components['schemas']['RevenueReport'];
export type RevenueRow = components['schemas']['RevenueRow'];

export const revenueFigures = [
  'mrr',
  'new',
  'expansion',
  'contraction',
  'churned',
  'failed',
  'cohort',
] as const;
export type RevenueFigure = (typeof revenueFigures)[number];

export const casesKey = ['admin', 'payments', 'cases'] as const;
export const runsKey = ['admin', 'payments', 'runs'] as const;
export const revenueKey = ['admin', 'payments', 'revenue'] as const;

export const loadCases = (query: ListQuery, cursor: string | undefined, signal: AbortSignal) =>
  unwrap(
    api.GET('/api/admin/payments/reconciliation/cases', { params: { query: { ...query, cursor } }, signal }),
  );

export const loadRuns = (signal: AbortSignal) =>
  unwrap(api.GET('/api/admin/payments/reconciliation/runs', { params: { query: { limit: 5 } }, signal }));

export const requestRun = (key: string) =>
  unwrap(
    api.POST('/api/admin/payments/reconciliation/runs', { params: { header: { 'Idempotency-Key': key } } }),
  );

export const decideCase = (key: string, { id, version }: CaseLine, state: CaseState, note: string) =>
  unwrap(
    api.POST('/api/admin/payments/reconciliation/cases/{id}/decide', {
      params: { path: { id }, header: { 'Idempotency-Key': key } },
      body: { state, note, version },
    }),
  );

export type Period = { currency: string | undefined; from: string; to: string };

export const loadRevenue = (period: Period, signal: AbortSignal) =>
  unwrap(api.GET('/api/admin/payments/revenue', { params: { query: period }, signal }));

export const loadRevenueRows = (
  period: Period,
  figure: RevenueFigure,
  month: string | undefined,
  signal: AbortSignal,
) =>
  unwrap(
    api.GET('/api/admin/payments/revenue/rows', { params: { query: { ...period, figure, month } }, signal }),
  );

export function revenueRowsPath(period: Period, figure: RevenueFigure, month: string | undefined) {
  const query = new URLSearchParams({ figure, from: period.from, to: period.to });
  if (period.currency) query.set('currency', period.currency);
  if (month) query.set('month', month);
  return `/api/admin/payments/revenue/rows/export.csv?${query.toString()}`;
}
