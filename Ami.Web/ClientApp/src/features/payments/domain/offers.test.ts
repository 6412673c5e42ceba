import { expect, it } from 'vitest';
import type { MyPlan, Subscription } from '../api/subscription';
import { limitOf, offerOf, priceOf, savingOf } from './offers';

const pro: Subscription = {
  plan: 'pro',
  nextPlan: null,
  standing: 'active',
  granted: 'pro',
  interval: 'month',
  currency: 'USD',
  amount: 29,
  periodEnd: '2026-12-28T00:00:00Z',
  trialEnd: null,
  cancelAt: null,
  resumesAt: null,
  graceUntil: null,
  endedAt: null,
};
const having = (subscription: Subscription | null, rest: Partial<MyPlan> = {}): MyPlan => ({
  plan: subscription?.granted ?? 'free',
  mayTry: subscription === null,
  subscription,
  ...rest,
});

it('invites who is not signed in, and offers a trial only before the first subscription', () => {
  expect(offerOf('pro', 'month', null)).toBe('signUp');
  expect(offerOf('pro', 'month', having(null))).toBe('trial');
  expect(offerOf('free', 'month', having(null))).toBe('current');
  const ended = having({ ...pro, standing: 'ended', granted: 'free' });
  expect(offerOf('pro', 'month', ended)).toBe('subscribe');
});

it('lets a first payment that was not made be begun anew', () => {
  const incomplete = having({ ...pro, standing: 'incomplete', granted: 'free' });
  expect(offerOf('pro', 'month', incomplete)).toBe('subscribe');
});

it('does not sell the plan that somebody was given', () => {
  expect(offerOf('premium', 'year', having(null, { plan: 'premium' }))).toBe('current');
  expect(offerOf('free', 'year', having(null, { plan: 'premium' }))).toBe('none');
});

it('tells up, down, the other interval and the way back to free apart', () => {
  const mine = having(pro);
  expect(offerOf('pro', 'month', mine)).toBe('current');
  expect(offerOf('pro', 'year', mine)).toBe('interval');
  expect(offerOf('premium', 'month', mine)).toBe('upgrade');
  expect(offerOf('basic', 'month', mine)).toBe('downgrade');
  expect(offerOf('free', 'month', mine)).toBe('end');
});

it('offers to keep the larger plan while a smaller one is to follow', () => {
  const mine = having({ ...pro, nextPlan: 'basic' });
  expect(offerOf('pro', 'month', mine)).toBe('keep');
  expect(offerOf('basic', 'month', mine)).toBe('manage');
});

it('offers no other interval while a smaller plan is to follow', () => {
  const mine = having({ ...pro, nextPlan: 'basic' });
  expect(offerOf('pro', 'year', mine)).toBe('manage');
  expect(offerOf('basic', 'year', mine)).toBe('manage');
  expect(offerOf('premium', 'year', mine)).toBe('manage');
});

it.each(['grace', 'unpaid', 'paused'] as const)('changes nothing while it is %s', (standing) => {
  expect(offerOf('premium', 'month', having({ ...pro, standing }))).toBe('manage');
});

it('changes nothing of a subscription that ends', () => {
  const mine = having({ ...pro, cancelAt: pro.periodEnd });
  expect(offerOf('premium', 'month', mine)).toBe('manage');
  expect(offerOf('free', 'month', mine)).toBe('manage');
});

it('finds prices and what a year saves', () => {
  const plan = {
    prices: [
      { currency: 'USD', interval: 'month', amount: 9 },
      { currency: 'USD', interval: 'year', amount: 90 },
    ],
  } as Parameters<typeof savingOf>[0];
  expect(priceOf(plan, 'USD', 'year')).toBe(90);
  expect(priceOf(plan, 'EUR', 'year')).toBeNull();
  expect(savingOf(plan, 'USD')).toBe(18);
  expect(savingOf(plan, 'EUR')).toBeNull();
});

it('reads limits as the table writes them', () => {
  expect(limitOf('10/day')).toEqual({ count: 10, per: 'day' });
  expect(limitOf('300/minute')).toEqual({ count: 300, per: 'minute' });
  expect(limitOf('unlimited')).toBeNull();
});
