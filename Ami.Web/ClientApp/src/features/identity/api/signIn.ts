import { useMutation } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { session } from '@/lib/auth/session';

export function useSignIn() {
  return useMutation({
    mutationFn: (body: components['schemas']['LoginRequest']) =>
      unwrap(api.POST('/api/auth/login', { body })),
    onSuccess: session.signedIn,
  });
}
