import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { Language } from '@/lib/i18n';

/** What is stored of people, in their language. It changes with a new version of the system only. */
export function usePrivacy(language: Language) {
  return useQuery({
    queryKey: ['privacy', language],
    queryFn: ({ signal }) => unwrap(api.GET('/api/privacy', { params: { query: { language } }, signal })),
    staleTime: Infinity,
  });
}
