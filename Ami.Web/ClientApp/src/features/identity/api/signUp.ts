import { useMutation } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { session } from '@/lib/auth/session';

export function useSignUp() {
  return useMutation({
    mutationFn: (body: components['schemas']['RegisterRequest']) =>
      unwrap(api.POST('/api/auth/register', { body })),
    onSuccess: session.signedIn,
  });
}
