import { useMutation } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { session, type SessionAnswer } from '@/lib/auth/session';

/** Signs in, or, where addresses are verified first, leaves that to the mailed link: then there is no answer. */
export function useSignUp() {
  return useMutation({
    mutationFn: async (body: components['schemas']['RegisterRequest']): Promise<SessionAnswer | null> =>
      (await unwrap(api.POST('/api/auth/register', { body }))) || null,
    onSuccess: (answer) => {
      if (answer) session.signedIn(answer);
    },
  });
}

export function useFinishSignUp() {
  return useMutation({
    mutationFn: (body: { token: string; password: string }) =>
      unwrap(api.POST('/api/auth/register/finish', { body })),
    onSuccess: session.signedIn,
  });
}
