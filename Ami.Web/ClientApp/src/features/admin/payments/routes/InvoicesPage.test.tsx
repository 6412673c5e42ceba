import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { session } from '@/lib/auth/session';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { signIn } from '@/testing/signIn';
import type { InvoiceLine } from '../api/payments';
import { InvoicesPage } from './InvoicesPage';

const invoice: InvoiceLine = {
  id: 'i1',
  number: 'A-000041',
  kind: 'invoice',
  userId: 'u9',
  buyerName: 'Ada Byron',
  buyerCountry: 'AR',
  currency: 'USD',
  net: 29,
  tax: 0,
  total: 29,
  stripeId: 'in_1',
  isSimulated: true,
  issuedAt: '2026-11-20T10:00:00Z',
};
const path = '/api/admin/payments/invoices/i1/refund';
const list = { status: 200, body: { items: [invoice], nextCursor: null, total: 1 } };

beforeEach(async () => {
  session.forget();
  await switchLanguage('en');
});

async function open() {
  renderPage(<InvoicesPage />, '/admin/payments/invoices');
  await userEvent.click(await screen.findByRole('button', { name: 'A-000041' }));
  return within(await screen.findByRole('dialog'));
}

it('pays back a part with a reason, under one key until it is known what came of it', async () => {
  signIn('payments.read', 'payments.manage');
  let tries = 0;
  const calls = serve({
    'GET /api/admin/payments/invoices': list,
    [`POST ${path}`]: () =>
      ++tries === 1
        ? { status: 500, body: { code: 'http.500' } }
        : { status: 200, body: { amount: 10, currency: 'USD', status: 'succeeded' } },
  });
  await userEvent.click((await open()).getByRole('button', { name: 'Pay back' }));
  const dialog = within(await screen.findByRole('dialog', { name: /Pay back A-000041/ }));
  await userEvent.type(dialog.getByLabelText(/Amount/), '30');
  expect(dialog.getByText('At most $29.00.')).toBeTruthy();
  await userEvent.clear(dialog.getByLabelText(/Amount/));
  await userEvent.type(dialog.getByLabelText(/Amount/), '10');
  const submit = dialog.getByRole<HTMLButtonElement>('button', { name: 'Pay back $10.00' });
  expect(submit.disabled).toBe(true);
  await userEvent.type(dialog.getByLabelText(/Reason/), 'Charged twice');
  await userEvent.click(submit);
  await expect.poll(() => screen.queryByRole('dialog')).toBeNull();
  const sent = calls.filter((call) => call.path === path);
  expect(sent.map(({ body }) => body)).toEqual(Array(2).fill({ amount: 10, reason: 'Charged twice' }));
  expect(new Set(sent.map(({ headers }) => headers.get('Idempotency-Key'))).size).toBe(1);
}, 20_000);

it('offers no refund to who may only look', async () => {
  signIn('payments.read');
  serve({ 'GET /api/admin/payments/invoices': list });
  const dialog = await open();
  expect(dialog.getByRole('link', { name: 'See the account' })).toBeTruthy();
  expect(dialog.queryByRole('button', { name: 'Pay back' })).toBeNull();
});
