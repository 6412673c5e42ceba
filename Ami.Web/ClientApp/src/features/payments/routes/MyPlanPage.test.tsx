import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { session } from '@/lib/auth/session';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { leaveTo } from '@/lib/leaveTo';
import type { Subscription } from '../api/subscription';
import { MyPlanPage } from './MyPlanPage';

vi.mock('@/lib/leaveTo', () => ({ leaveTo: vi.fn() }));

const active: Subscription = {
  plan: 'pro',
  nextPlan: null,
  standing: 'active',
  granted: 'pro',
  interval: 'month',
  currency: 'USD',
  amount: 29,
  periodEnd: '2026-12-28T12:00:00Z',
  trialEnd: null,
  cancelAt: null,
  resumesAt: null,
  graceUntil: null,
  endedAt: null,
};
const mine = (subscription: Subscription | null) => ({
  status: 200,
  body: { plan: subscription?.granted ?? 'free', mayTry: subscription === null, subscription },
});

beforeEach(async () => {
  session.forget();
  vi.mocked(leaveTo).mockClear();
  await switchLanguage('en');
});

it('follows a checkout until the subscription has come, and says so', async () => {
  let reads = 0;
  serve({ 'GET /api/payments/subscription': () => mine(++reads < 2 ? null : active) });
  renderPage(<MyPlanPage />, '/account/plan?checkout=done');
  await screen.findByText(/Your payment is being confirmed/);
  await screen.findByText('Done: you have Pro.', {}, { timeout: 5_000 });
  expect(screen.getByText('Active')).toBeTruthy();
}, 10_000);

it('cancels after saying what that means, once', async () => {
  let stored = active;
  const calls = serve({
    'GET /api/payments/subscription': () => mine(stored),
    'POST /api/payments/cancel': () => {
      stored = { ...active, cancelAt: active.periodEnd };
      return { status: 200, body: stored };
    },
  });
  const { router } = renderPage(<MyPlanPage />, '/account/plan');
  await userEvent.click(await screen.findByRole('button', { name: 'Cancel subscription' }));
  await screen.findByText(/You keep Pro until Dec 28, 2026 and nothing more is charged/);
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(dialog.getByRole('button', { name: 'Cancel subscription' }));
  await screen.findByRole('button', { name: 'Keep subscription' });
  await expect.poll(() => router.state.location.search).toBe('');
  const sent = calls.filter(({ path }) => path === '/api/payments/cancel');
  expect(sent).toHaveLength(1);
  expect(sent[0]?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f-]{36}$/);
});

it('says until when the plan stays while a payment is open, and leads to the page where it is paid', async () => {
  serve({
    'GET /api/payments/subscription': mine({
      ...active,
      standing: 'grace',
      graceUntil: '2026-12-05T12:00:00Z',
    }),
    'POST /api/payments/pay-open': { status: 200, body: { url: 'https://pay.example.test/in_1' } },
  });
  renderPage(<MyPlanPage />, '/account/plan');
  await screen.findByText(/You keep Pro until Dec 5, 2026/);
  await userEvent.click(screen.getByRole('button', { name: 'Pay now' }));
  await expect.poll(() => vi.mocked(leaveTo).mock.calls).toEqual([['https://pay.example.test/in_1']]);
});

it.each([
  ['free', /A period of Pro begins now, and its price is charged to your card/],
  ['pro', /payments are collected again at the end of each period/],
] as const)('says what ending a pause costs while it gives %s', async (granted, words) => {
  serve({ 'GET /api/payments/subscription': mine({ ...active, standing: 'paused', granted }) });
  renderPage(<MyPlanPage />, '/account/plan?dialog=unpause');
  await screen.findByText(words);
});

it('cancels a paused subscription, and says that nothing is kept', async () => {
  let stored: Subscription = { ...active, standing: 'paused', granted: 'free' };
  serve({
    'GET /api/payments/subscription': () => mine(stored),
    'POST /api/payments/cancel': () => {
      stored = { ...stored, cancelAt: stored.periodEnd };
      return { status: 200, body: stored };
    },
  });
  renderPage(<MyPlanPage />, '/account/plan');
  await userEvent.click(await screen.findByRole('button', { name: 'Cancel subscription' }));
  await screen.findByText(/It stays paused and ends on Dec 28, 2026/);
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(dialog.getByRole('button', { name: 'Cancel subscription' }));
  await screen.findByRole('button', { name: 'Keep subscription' });
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Cancel subscription' })).toBeNull());
});

it('stays when the provider cannot be reached', async () => {
  serve({
    'GET /api/payments/subscription': mine(active),
    'POST /api/payments/portal': { status: 409, body: { code: 'payments.change_not_possible' } },
  });
  renderPage(<MyPlanPage />, '/account/plan');
  const portal = await screen.findByRole('button', { name: 'Cards and receipts' });
  await userEvent.click(portal);
  await expect.poll(() => portal.hasAttribute('data-loading')).toBe(false);
  expect(leaveTo).not.toHaveBeenCalled();
});
