import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { ApiError } from '@/lib/api/errors';
import type { components } from '@/lib/api/schema';

export type JoiningMode = components['schemas']['RegistrationNow']['mode'];

/** How one becomes a user. Where nobody decides about that, or it cannot be known, the form is shown: the API decides again. */
export function useJoiningMode() {
  return useQuery({
    queryKey: ['registration'],
    queryFn: async ({ signal }): Promise<JoiningMode> => {
      try {
        return (await unwrap(api.GET('/api/registration', { signal }))).mode;
      } catch (error) {
        if (error instanceof ApiError) return 'open';
        throw error;
      }
    },
    retry: false,
  });
}
