import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { session } from '@/lib/auth/session';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { leaveTo } from '@/lib/leaveTo';
import type { Invoice } from '../api/documents';
import { InvoicesPage } from './InvoicesPage';

vi.mock('@/lib/leaveTo', () => ({ leaveTo: vi.fn() }));

const invoice: Invoice = {
  id: '0199f000-0000-7000-8000-000000000001',
  number: 'A-000041',
  kind: 'invoice',
  currency: 'USD',
  net: 29,
  tax: 6.09,
  total: 35.09,
  isSimulated: true,
  issuedAt: '2026-11-20T10:00:00Z',
};
const list = (items: Invoice[], nextCursor: string | null = null) => ({
  status: 200,
  body: { items, nextCursor, total: null },
});
const mine = (standing: string | null) => ({
  status: 200,
  body: {
    plan: 'pro',
    mayTry: false,
    subscription: standing && {
      plan: 'pro',
      nextPlan: null,
      standing,
      granted: 'pro',
      interval: 'month',
      currency: 'USD',
      amount: 29,
      periodEnd: '2026-12-28T12:00:00Z',
      trialEnd: null,
      cancelAt: null,
      resumesAt: null,
      graceUntil: '2026-12-05T12:00:00Z',
      endedAt: null,
    },
  },
});

beforeEach(async () => {
  session.forget();
  vi.mocked(leaveTo).mockClear();
  await switchLanguage('en');
});

it('shows invoices and credit notes with their amounts, and fetches the file that was asked for', async () => {
  const note: Invoice = { ...invoice, id: 'n1', number: 'C-000002', kind: 'creditNote' };
  const calls = serve({
    'GET /api/payments/invoices': list([invoice, note]),
    'GET /api/payments/subscription': mine('active'),
    [`GET /api/payments/invoices/${invoice.id}.pdf`]: {
      status: 404,
      body: { code: 'payments.invoice_not_found' },
    },
  });
  renderPage(<InvoicesPage />, '/account/invoices');
  const table = within(await screen.findByRole('table'));
  expect(table.getAllByText('$35.09')).toHaveLength(2);
  expect(table.getByText('Credit note')).toBeTruthy();
  expect(screen.getByText('Simulated')).toBeTruthy();
  expect(screen.queryByText('A payment is open')).toBeNull();
  await userEvent.click(table.getByRole('button', { name: 'A-000041 as a PDF' }));
  await expect.poll(() => calls.some(({ path }) => path.endsWith(`${invoice.id}.pdf`))).toBe(true);
});

it('leads to the page where an open payment is made', async () => {
  serve({
    'GET /api/payments/invoices': list([]),
    'GET /api/payments/subscription': mine('grace'),
    'POST /api/payments/pay-open': { status: 200, body: { url: 'https://pay.example.test/in_1' } },
  });
  renderPage(<InvoicesPage />, '/account/invoices');
  await screen.findByText(/Your plan stays until Dec 5, 2026/);
  expect(screen.getByText('No invoices yet')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Pay now' }));
  await expect.poll(() => vi.mocked(leaveTo).mock.calls).toEqual([['https://pay.example.test/in_1']]);
});

it('says that the list could not be read, and reads it again', async () => {
  let reads = 0;
  serve({
    'GET /api/payments/invoices': () =>
      ++reads === 1 ? { status: 403, body: { code: 'http.403' } } : list([invoice]),
    'GET /api/payments/subscription': mine(null),
  });
  renderPage(<InvoicesPage />, '/account/invoices');
  await userEvent.click(await screen.findByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('A-000041')).toBeTruthy();
});
