import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { session } from '@/lib/auth/session';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { AffiliatePage } from './AffiliatePage';

const terms = { subscriptionRate: 0.2, productRate: 0.1, clickDays: 30, holdDays: 30, earningDays: 365 };
const own = {
  state: 'active',
  reason: null,
  link: 'https://ami.example/r/ABCDEFGH',
  underReview: false,
  clicks: 7,
  clicksLately: 7,
  signUps: 0,
  blocked: 1,
  money: [],
};
const commission = {
  id: '0193a1e0-0000-7000-8000-000000000001',
  affiliateId: '0193a1e0-0000-7000-8000-000000000002',
  code: 'ABCDEFGH',
  kind: 'commission',
  state: 'held',
  reason: null,
  hold: 'refundWindow',
  dueAt: '2026-02-01T10:00:00Z',
  currency: 'USD',
  net: 33.33,
  rate: 0.1,
  amount: 3.33,
  outstanding: 0,
  createdAt: '2026-01-01T10:00:00Z',
  settledAt: null,
};
const page = (...items: object[]) => ({ status: 200, body: { items, nextCursor: null } });

beforeEach(async () => {
  session.forget();
  await switchLanguage('en');
});

it('sends an application only when the terms are accepted', async () => {
  const calls = serve({
    'GET /api/affiliate': { status: 200, body: { terms, own: null } },
    'POST /api/affiliate': { status: 204 },
  });
  renderPage(<AffiliatePage />);
  await userEvent.type(await screen.findByLabelText(/How will you bring people/), 'My blog');
  const apply = screen.getByRole('button', { name: 'Apply' });
  expect(apply).toHaveProperty('disabled', true);
  await userEvent.click(screen.getByLabelText('I accept these terms'));
  await userEvent.click(apply);
  expect(calls.find(({ method }) => method === 'POST')?.body).toEqual({
    about: 'My blog',
    termsAccepted: true,
  });
});

it('says of a commission why it waits and until when, and of a sign-up why it does not count', async () => {
  serve({
    'GET /api/affiliate': { status: 200, body: { terms, own } },
    'GET /api/affiliate/commissions': page(commission),
    'GET /api/affiliate/sign-ups': page({
      id: '0193a1e0-0000-7000-8000-000000000003',
      signedUpAt: '2026-01-01T10:00:00Z',
      blocked: 'selfReferral',
    }),
  });
  renderPage(<AffiliatePage />);
  expect(await screen.findByText(/Waits until .*2026: the money can be asked back until then/)).toBeTruthy();
  expect(
    await screen.findByText('It is an account of your own, or was paid with a card that you pay with.'),
  ).toBeTruthy();
  expect(screen.getByDisplayValue('https://ami.example/r/ABCDEFGH')).toBeTruthy();
});
