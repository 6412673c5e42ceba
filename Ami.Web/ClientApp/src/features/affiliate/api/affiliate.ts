import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

export type AffiliateTerms = components['schemas']['AffiliateTerms'];
export type OwnAffiliate = components['schemas']['OwnAffiliate'];
export type Commission = components['schemas']['CommissionView'];
export type SignUp = components['schemas']['SignUpView'];

const affiliateKey = ['affiliate'] as const;
const pageSize = 20;

export function useAffiliate() {
  return useQuery({
    queryKey: [...affiliateKey, 'me'],
    queryFn: ({ signal }) => unwrap(api.GET('/api/affiliate', { signal })),
  });
}

/** Asking twice is asking once: there is one application for each member. */
export function useApply() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (about: string) =>
      unwrap(api.POST('/api/affiliate', { body: { about, termsAccepted: true } })),
    onSettled: () => client.invalidateQueries({ queryKey: affiliateKey }),
  });
}

export function useCommissions() {
  return useInfiniteQuery({
    queryKey: [...affiliateKey, 'commissions'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/affiliate/commissions', {
          params: { query: { cursor: pageParam, limit: pageSize } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

export function useSignUps() {
  return useInfiniteQuery({
    queryKey: [...affiliateKey, 'sign-ups'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/affiliate/sign-ups', {
          params: { query: { cursor: pageParam, limit: pageSize } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}
