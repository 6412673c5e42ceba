import type { Interval, Plan, PlanView } from '../api/plans';
import type { MyPlan, Subscription } from '../api/subscription';

const ranks: readonly Plan[] = ['free', 'basic', 'pro', 'premium'];

/** What a person can do about a plan. */
export type Offer =
  | 'signUp'
  | 'subscribe'
  | 'trial'
  | 'current'
  | 'keep'
  | 'upgrade'
  | 'downgrade'
  | 'interval'
  | 'end'
  | 'manage'
  | 'none';

/** Whether there is a subscription that another one would come on top of. */
export const isOpen = (subscription: Subscription | null): subscription is Subscription =>
  subscription !== null && subscription.standing !== 'ended' && subscription.standing !== 'incomplete';

/** The button of a plan on the page of plans. Null for who is not signed in. */
export function offerOf(plan: Plan, interval: Interval, mine: MyPlan | null): Offer {
  if (!mine) return 'signUp';
  const { subscription } = mine;
  if (!isOpen(subscription)) {
    if (plan === mine.plan) return 'current';
    if (plan === 'free') return 'none';
    return mine.mayTry ? 'trial' : 'subscribe';
  }
  const goesOn = subscription.standing === 'trial' || subscription.standing === 'active';
  const next = subscription.nextPlan ?? subscription.plan;
  if (plan === subscription.plan && interval === subscription.interval && next === plan) return 'current';
  if (!goesOn || subscription.cancelAt) return plan === subscription.plan ? 'current' : 'manage';
  if (plan === 'free') return 'end';
  // A smaller plan is to follow: what was paid of the larger one is not lost by another interval.
  if (next !== subscription.plan && interval !== subscription.interval) return 'manage';
  if (plan === next && interval === subscription.interval) return 'manage';
  if (plan === subscription.plan) return interval === subscription.interval ? 'keep' : 'interval';
  return ranks.indexOf(plan) > ranks.indexOf(subscription.plan) ? 'upgrade' : 'downgrade';
}

export const priceOf = (plan: PlanView, currency: string, interval: Interval) =>
  plan.prices.find((price) => price.currency === currency && price.interval === interval)?.amount ?? null;

/** How much less a year costs than twelve months; null where there is nothing to tell. */
export function savingOf(plan: PlanView, currency: string) {
  const [month, year] = [priceOf(plan, currency, 'month'), priceOf(plan, currency, 'year')];
  return month !== null && year !== null && month * 12 > year ? month * 12 - year : null;
}

/** A limit as the table of plans writes it: `10/day`, `30/minute`, `unlimited`. */
export function limitOf(text: string): { count: number; per: 'day' | 'minute' } | null {
  const found = /^(\d+)\/(day|minute)$/.exec(text);
  return found ? { count: Number(found[1]), per: found[2] as 'day' | 'minute' } : null;
}
