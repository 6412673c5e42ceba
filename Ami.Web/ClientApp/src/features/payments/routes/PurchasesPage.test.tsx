import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { session } from '@/lib/auth/session';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import type { Purchase } from '../api/documents';
import { PurchasesPage } from './PurchasesPage';

const bought: Purchase = {
  id: 'p1',
  productKind: 'course',
  productId: 'risk',
  name: 'Risk',
  currency: 'USD',
  amount: 49,
  isGift: false,
  giftCode: null,
  isRedeemed: true,
  state: 'granted',
  createdAt: '2026-11-20T10:00:00Z',
};
const list = (...items: Purchase[]) => ({ status: 200, body: { items, nextCursor: null, total: null } });

beforeEach(async () => {
  session.forget();
  await switchLanguage('en');
});

it('shows the code of a gift until somebody has taken it', async () => {
  const gift: Purchase = {
    ...bought,
    isGift: true,
    giftCode: 'ABCDEFGH23456789',
    isRedeemed: false,
    state: 'waiting',
  };
  serve({
    'GET /api/payments/purchases': list(gift, { ...gift, id: 'p2', isRedeemed: true, state: 'granted' }),
  });
  renderPage(<PurchasesPage />, '/account/purchases');
  expect(await screen.findAllByText('ABCD-EFGH-2345-6789')).toHaveLength(1);
  expect(screen.getByText('Redeemed')).toBeTruthy();
});

it('redeems a gift once, shows it, and keeps what was typed when it is refused', async () => {
  let taken = false;
  const calls = serve({
    'GET /api/payments/purchases': () => (taken ? list(bought) : list()),
    'POST /api/payments/gifts/redeem': ({ body }) => {
      if ((body as { code: string }).code === 'WRONG')
        return { status: 404, body: { code: 'payments.gift_unknown' } };
      taken = true;
      return { status: 200, body: bought };
    },
  });
  renderPage(<PurchasesPage />, '/account/purchases');
  const field = await screen.findByLabelText<HTMLInputElement>('Gift code');
  await userEvent.type(field, 'WRONG');
  await userEvent.click(screen.getByRole('button', { name: 'Redeem' }));
  expect((await screen.findByRole('alert')).textContent).toContain('no gift with this code');
  expect(field.value).toBe('WRONG');
  await userEvent.clear(field);
  await userEvent.type(field, 'ABCD-EFGH');
  await userEvent.click(screen.getByRole('button', { name: 'Redeem' }));
  expect(await screen.findByText('Risk')).toBeTruthy();
  const keys = calls
    .filter(({ method }) => method === 'POST')
    .map(({ headers }) => headers.get('Idempotency-Key'));
  expect(new Set(keys).size).toBe(2);
});

it('waits for what was paid at the checkout, and then says that it has come', async () => {
  let reads = 0;
  serve({
    'GET /api/payments/purchases': () => list({ ...bought, state: ++reads < 2 ? 'open' : 'granted' }),
  });
  renderPage(<PurchasesPage />, '/account/purchases?checkout=done');
  await screen.findByText(/Your payment is being confirmed/);
  await screen.findByText(/Your payment has arrived/, {}, { timeout: 5_000 });
}, 10_000);
