import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { session } from '@/lib/auth/session';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { signIn } from '@/testing/signIn';
import { leaveTo } from '@/lib/leaveTo';
import type { PlanView } from '../api/plans';
import { PlansPage } from './PlansPage';

vi.mock('@/lib/leaveTo', () => ({ leaveTo: vi.fn() }));

const plan = (name: PlanView['plan'], month: number): PlanView => ({
  plan: name,
  mlCalls: '10/day',
  agentCalls: 'unlimited',
  tradingCalls: '30/minute',
  courses: 'standard',
  agents: 2,
  alerts: 20,
  historyDays: 365,
  copilotBudget: 2.5,
  journalImports: null,
  withdrawPerDay: 500,
  prices: month
    ? [
        { currency: 'USD', interval: 'month', amount: month },
        { currency: 'USD', interval: 'year', amount: month * 10 },
      ]
    : [],
});
const plans = {
  status: 200,
  body: {
    trialDays: 14,
    currencies: ['USD'],
    plans: [plan('free', 0), plan('basic', 9), plan('pro', 29), plan('premium', 79)],
  },
};
const subscription = {
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
const card = async (name: string) =>
  (await screen.findByRole('heading', { level: 2, name })).closest('li') as HTMLElement;

beforeEach(async () => {
  session.forget();
  vi.mocked(leaveTo).mockClear();
  await switchLanguage('en');
});

it('shows every plan and what it unlocks to who is not signed in', async () => {
  serve({ 'GET /api/payments/plans': plans });
  renderPage(<PlansPage />, '/plans');
  const pro = await card('Pro');
  expect(within(pro).getByText('$29')).toBeTruthy();
  expect(within(pro).getByRole('link', { name: 'Create an account' })).toBeTruthy();
  const table = within(screen.getByRole('table'));
  expect(table.getAllByText('$2.50 a month')).toHaveLength(4);
  expect(table.getAllByText('Unlimited')).toHaveLength(8);
  await userEvent.click(screen.getByText('Yearly'));
  expect(within(pro).getByText('$290')).toBeTruthy();
  expect(within(pro).getByText('$58 less than paying monthly')).toBeTruthy();
});

it('opens the checkout of the chosen plan with the key of that decision', async () => {
  signIn();
  const calls = serve({
    'GET /api/payments/plans': plans,
    'GET /api/payments/subscription': {
      status: 200,
      body: { plan: 'free', mayTry: true, subscription: null },
    },
    'POST /api/payments/subscribe': { status: 200, body: { url: 'https://pay.example.test/c' } },
  });
  renderPage(<PlansPage />, '/plans?interval=year');
  await userEvent.click(await screen.findByRole('button', { name: 'Try Pro' }));
  await expect.poll(() => vi.mocked(leaveTo).mock.calls).toEqual([['https://pay.example.test/c']]);
  const sent = calls.find(({ path }) => path === '/api/payments/subscribe');
  expect(sent?.body).toEqual({ plan: 'pro', interval: 'year', currency: 'USD' });
  expect(sent?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f-]{36}$/);
});

it('shows what a larger plan costs now, and changes at the moment of that preview', async () => {
  signIn();
  const at = '2026-11-28T12:00:00Z';
  // The provider's own words are in its language, whichever the page's is.
  const lines = [
    { text: 'Unused time on 1 × AMI Pro', amount: -28 },
    { text: 'Remaining time on 1 × AMI Premium', amount: 76.33 },
  ];
  const calls = serve({
    'GET /api/payments/plans': plans,
    'GET /api/payments/subscription': { status: 200, body: { plan: 'pro', mayTry: false, subscription } },
    'POST /api/payments/change/preview': {
      status: 200,
      body: { at, isLater: false, due: 48.33, currency: 'USD', lines },
    },
    'POST /api/payments/change': { status: 200, body: subscription },
  });
  renderPage(<PlansPage />, '/plans');
  await userEvent.click(await screen.findByRole('button', { name: 'Move up to Premium' }));
  await screen.findByText('What is left of Pro');
  expect(screen.getByText('Premium from today')).toBeTruthy();
  expect(calls.some(({ path }) => path === '/api/payments/change')).toBe(false);
  await userEvent.click(screen.getByRole('button', { name: 'Change and pay $48.33' }));
  await expect
    .poll(() => calls.find(({ path }) => path === '/api/payments/change')?.body)
    .toEqual({ plan: 'premium', interval: 'month', at });
});

it('says that nothing was charged when somebody comes back without paying', async () => {
  serve({ 'GET /api/payments/plans': plans });
  renderPage(<PlansPage />, '/plans?checkout=cancelled');
  await screen.findByText(/nothing was charged/);
});
