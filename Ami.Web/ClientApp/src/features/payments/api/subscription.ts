import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { newIdempotencyKey } from '@/lib/api/keys';
import type { components } from '@/lib/api/schema';
import { session } from '@/lib/auth/session';
import type { Interval, Plan } from './plans';

export type MyPlan = components['schemas']['MyPlan'];
export type Subscription = components['schemas']['SubscriptionView'];

export const myPlanKey = ['payments', 'mine'] as const;

/** The account's plan, which the profile of this browser then says too. */
async function loadMyPlan(signal: AbortSignal): Promise<MyPlan> {
  const mine = await unwrap(api.GET('/api/payments/subscription', { signal }));
  const user = session.state.answer?.user;
  if (user && user.plan !== mine.plan) session.updateUser({ ...user, plan: mine.plan });
  return mine;
}

/** One's plan and subscription; read again every now and then while something is awaited. */
export function useMyPlan(options: { enabled?: boolean; everyMs?: (mine?: MyPlan) => number | false } = {}) {
  return useQuery({
    queryKey: myPlanKey,
    queryFn: ({ signal }) => loadMyPlan(signal),
    enabled: options.enabled ?? true,
    refetchInterval: ({ state }) => options.everyMs?.(state.data) ?? false,
  });
}

/** What a change of plan would cost now. It is worked out for a moment, which the change then names. */
export function useChangePreview(plan: Plan, interval: Interval) {
  return useQuery({
    queryKey: ['payments', 'preview', plan, interval],
    queryFn: ({ signal }) =>
      unwrap(api.POST('/api/payments/change/preview', { body: { plan, interval }, signal })),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
  });
}

const once = (key: string) => ({ params: { header: { 'Idempotency-Key': key } } });

/** What a person decides about their subscription, with the key of that decision. */
export const subscriptionActs = {
  subscribe: (key: string, body: { plan: Plan; interval: Interval; currency: string }) =>
    unwrap(api.POST('/api/payments/subscribe', { ...once(key), body })),
  change: (key: string, body: { plan: Plan; interval: Interval; at: string }) =>
    unwrap(api.POST('/api/payments/change', { ...once(key), body })),
  cancel: (key: string) => unwrap(api.POST('/api/payments/cancel', once(key))),
  resume: (key: string) => unwrap(api.POST('/api/payments/resume', once(key))),
  pause: (key: string, months: number) =>
    unwrap(api.POST('/api/payments/pause', { ...once(key), body: { months } })),
  unpause: (key: string) => unwrap(api.POST('/api/payments/unpause', once(key))),
};

/** Pages of the payment provider about what is the provider's. */
export const providerPages = {
  /** A page of the portal opens once, so each press asks for a new one. */
  portal: () => unwrap(api.POST('/api/payments/portal', once(newIdempotencyKey()))),
  pay: () => unwrap(api.POST('/api/payments/pay-open')),
};
