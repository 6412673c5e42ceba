import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { useLanguage } from '@/lib/i18n/useLanguage';

export type Preference = components['schemas']['PreferenceView'];

const preferencesKey = ['notification-preferences'] as const;

export function usePreferences() {
  const language = useLanguage();
  return useQuery({
    queryKey: [...preferencesKey, language],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/notifications/preferences', { params: { query: { language } }, signal })),
  });
}

/** Shown at once and taken back when the server refuses. */
export function useSetPreference() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, inApp, email }: Preference) =>
      unwrap(
        api.PUT('/api/notifications/preferences/{kind}', {
          params: { path: { kind } },
          body: { inApp, email },
        }),
      ),
    onMutate: async (changed) => {
      await client.cancelQueries({ queryKey: preferencesKey });
      client.setQueriesData<Preference[]>({ queryKey: preferencesKey }, (old) =>
        old?.map((one) => (one.kind === changed.kind ? { ...changed, title: one.title } : one)),
      );
    },
    onSettled: () => client.invalidateQueries({ queryKey: preferencesKey }),
  });
}
