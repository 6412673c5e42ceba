import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { leaveTo } from '@/lib/leaveTo';
import { session } from '@/lib/auth/session';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import type { Wallet, Withdrawal } from '../api/wallet';
import { WalletPage } from './WalletPage';

vi.mock('@/lib/leaveTo', () => ({ leaveTo: vi.fn() }));

const wallet: Wallet = {
  plan: 'free',
  limits: { depositPerDay: 200, withdrawPerDay: 100, mostHeld: 1000 },
  twoApprovalsAbove: 1000,
  isShort: false,
  pockets: [
    {
      currency: 'USD',
      balance: 75,
      available: 55,
      pending: 20,
      leastDeposit: 5,
      depositLeft: 125,
      leastWithdrawal: 10,
      withdrawalLeft: 80,
    },
  ],
};
const withdrawal: Withdrawal = {
  id: '0199f0a0-0000-7000-8000-000000000001',
  currency: 'USD',
  amount: 20,
  destination: 'ES91 2100',
  state: 'requested',
  reason: null,
  version: 1,
  createdAt: '2026-11-28T12:00:00Z',
  changedAt: '2026-11-28T12:00:00Z',
};
const page = (items: unknown[]) => ({ status: 200, body: { items, nextCursor: null } });
const base = {
  'GET /api/payments/wallet': () => ({ status: 200, body: wallet }),
  'GET /api/payments/wallet/transactions': () => page([]),
  'GET /api/payments/wallet/withdrawals': () => page([withdrawal]),
};

beforeEach(async () => {
  session.forget();
  vi.mocked(leaveTo).mockClear();
  await switchLanguage('en');
});

it('goes to the payment page with an amount within what is left of the limits', async () => {
  const calls = serve({
    ...base,
    'POST /api/payments/wallet/deposit': () => ({ status: 200, body: { url: 'https://pay.example/1' } }),
  });
  renderPage(<WalletPage />, '/wallet');
  await userEvent.click(await screen.findByRole('button', { name: 'Deposit' }));
  const dialog = within(await screen.findByRole('dialog'));
  const field = dialog.getByLabelText('Amount (USD)');
  await userEvent.type(field, '125.01');
  await dialog.findByText(/At most \$125/);
  expect(dialog.getByRole<HTMLButtonElement>('button', { name: 'Go to payment' }).disabled).toBe(true);
  await userEvent.clear(field);
  await userEvent.type(field, '60');
  await userEvent.click(dialog.getByRole('button', { name: 'Go to payment' }));
  await expect.poll(() => vi.mocked(leaveTo).mock.calls).toEqual([['https://pay.example/1']]);
  const sent = calls.find(({ path }) => path === '/api/payments/wallet/deposit');
  expect(sent?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f-]{36}$/);
});

it('takes a withdrawal back that waits, with the version that was seen', async () => {
  const cancelled = vi.fn();
  serve({
    ...base,
    [`POST /api/payments/wallet/withdrawals/${withdrawal.id}/cancel`]: () => {
      cancelled();
      return { status: 200, body: { ...withdrawal, state: 'cancelled', version: 2 } };
    },
  });
  renderPage(<WalletPage />, '/wallet');
  await userEvent.click(await screen.findByRole('button', { name: /^Cancel the withdrawal of/ }));
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(dialog.getByRole('button', { name: 'Cancel the withdrawal' }));
  await expect.poll(() => cancelled.mock.calls.length).toBe(1);
});
