import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { session } from '@/lib/auth/session';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { DeleteDialog } from './DeleteDialog';
import { DeleteSection } from './DeleteSection';

const wallet = {
  code: 'payments.wallet_not_empty',
  amounts: [
    { amount: 25, currency: 'USD' },
    { amount: 3, currency: 'EUR' },
  ],
  canBeGivenUp: false,
};
const commission = {
  code: 'affiliate.commission_held',
  amounts: [{ amount: 3.33, currency: 'USD' }],
  canBeGivenUp: true,
};
const found = (...obstacles: unknown[]) => ({
  'GET /api/me/deletion': () => ({ status: 200, body: { obstacles } }),
});

beforeEach(async () => {
  session.forget();
  await switchLanguage('en');
});

it('says what keeps one from leaving, how much, and where it is settled', async () => {
  serve(found(wallet, commission, { code: 'new.thing', amounts: [], canBeGivenUp: false }));
  renderPage(<DeleteSection />);
  expect((await screen.findByText(/in your wallet/)).textContent).toMatch(/25\.00.*3\.00/);
  expect(screen.getByRole('link', { name: 'Go to the wallet' }).getAttribute('href')).toBe('/wallet');
  expect(screen.getByRole('link', { name: 'See my commissions' }).getAttribute('href')).toBe(
    '/account/affiliate',
  );
  expect(screen.getByText(/new\.thing/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Delete my account…' })).toHaveProperty('disabled', true);
});

it('lets one leave with nothing in the way', async () => {
  serve(found());
  renderPage(<DeleteSection />);
  await expect
    .poll(() => screen.getByRole('button', { name: 'Delete my account…' }))
    .toHaveProperty('disabled', false);
  expect(screen.queryByText('First settle this')).toBeNull();
});

it('asks for what is given up to be said', async () => {
  const calls = serve({
    'POST /api/me/deletion': () => ({ status: 200, body: { erasedAfter: '2026-05-04T10:00:00Z' } }),
  });
  renderPage(<DeleteDialog email="ann@example.com" givenUp={[commission]} onClose={() => undefined} />);
  const submit = await screen.findByRole('button', { name: 'Delete my account' });
  await userEvent.type(screen.getByLabelText('Your email address'), 'ann@example.com');
  expect(submit).toHaveProperty('disabled', true);
  await userEvent.click(screen.getByRole('checkbox', { name: /I give up .*3\.33/ }));
  await userEvent.click(submit);
  expect(calls[0]?.body).toEqual({ confirmation: 'ann@example.com', giveUp: true });
});
