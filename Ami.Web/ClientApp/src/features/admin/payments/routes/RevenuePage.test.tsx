import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import type { RevenueReport } from '../api/books';
import { RevenuePage } from './RevenuePage';

vi.mock('@/components/charts/EquityCurve', () => ({
  EquityCurve: ({ label }: { label: string }) => <div role="img" aria-label={label} />,
}));

const none = { amount: 0, customers: 0 };
const report: RevenueReport = {
  currency: 'EUR',
  from: '2026-01-01T00:00:00Z',
  to: '2026-03-01T00:00:00Z',
  start: { amount: 58, customers: 2 },
  mrr: { amount: 38, customers: 2 },
  arr: 456,
  arpu: 19,
  new: { amount: 9, customers: 1 },
  expansion: none,
  contraction: none,
  churned: { amount: 29, customers: 1 },
  customerChurn: 0.5,
  revenueChurn: 0.5,
  failed: { amount: 29, customers: 1 },
  recovered: 0,
  months: [
    { at: '2026-02-01T00:00:00Z', mrr: 58, customers: 2 },
    { at: '2026-03-01T00:00:00Z', mrr: 38, customers: 2 },
  ],
  cohorts: [{ month: '2026-01-01T00:00:00Z', size: 4, kept: [4, 3] }],
};
const row = {
  userId: 'u123456',
  subscriptions: ['sub_1'],
  plan: 'pro',
  interval: 'month',
  standing: 'ended',
  before: 29,
  after: 0,
  at: '2026-02-03T10:00:00Z',
  recoveredAt: null,
};

it('shows the figures of one currency and, asked for one, the rows that it is made of', async () => {
  await switchLanguage('en');
  const calls = serve({
    'GET /api/admin/payments/revenue': { status: 200, body: { currencies: ['EUR', 'USD'], report } },
    'GET /api/admin/payments/revenue/rows': { status: 200, body: { items: [row], total: 1 } },
  });
  renderPage(<RevenuePage />, '/admin/payments/revenue?from=2026-01-01&to=2026-02-28');
  await userEvent.click(await screen.findByRole('button', { name: /^Lost .*: see the rows$/ }));
  const rows = within(await screen.findByRole('group', { name: 'Rows: Lost' }));
  expect(await rows.findByText('sub_1')).toBeTruthy();
  expect(rows.getByText('€29.00')).toBeTruthy();
  const asked = calls.filter(({ path }) => path === '/api/admin/payments/revenue/rows').at(-1);
  expect(Object.fromEntries(asked?.query ?? [])).toEqual({
    currency: 'EUR',
    from: '2026-01-01',
    to: '2026-02-28',
    figure: 'churned',
  });
  expect(screen.getByRole('row', { name: /Jan 2026.*4.*100%.*75%/ })).toBeTruthy();
});
