import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

export type Plan = components['schemas']['Plan'];
export type Interval = components['schemas']['BillingInterval'];
export type PlanView = components['schemas']['PlanView'];
export type PlansView = components['schemas']['PlansView'];

/** What is sold changes with a release only. */
export function usePlans() {
  return useQuery({
    queryKey: ['payments', 'plans'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/payments/plans', { signal })),
    staleTime: Infinity,
  });
}
