import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { useLanguage } from '@/lib/i18n/useLanguage';

const keyOf = (token: string) => ['subscription', token] as const;

/** What the link of a mail would end. */
export function useSubscription(token: string) {
  const language = useLanguage();
  return useQuery({
    queryKey: [...keyOf(token), language],
    queryFn: ({ signal }) =>
      unwrap(
        api.POST('/api/notifications/subscription/find', {
          params: { query: { language } },
          body: { token },
          signal,
        }),
      ),
  });
}

export function useSetSubscription(token: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (subscribed: boolean) =>
      unwrap(api.PUT('/api/notifications/subscription', { body: { token, subscribed } })),
    onSuccess: () => client.invalidateQueries({ queryKey: keyOf(token) }),
  });
}
