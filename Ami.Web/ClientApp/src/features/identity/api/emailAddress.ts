import { useMutation } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { session } from '@/lib/auth/session';

export function useVerifyEmail() {
  return useMutation({
    mutationFn: (token: string) => unwrap(api.POST('/api/auth/email/verify', { body: { token } })),
    onSuccess: session.updateUser,
  });
}

export function useResendVerification() {
  return useMutation({ mutationFn: () => unwrap(api.POST('/api/auth/email/resend')) });
}

export function useChangeEmail() {
  return useMutation({
    mutationFn: (email: string) => unwrap(api.POST('/api/me/email', { body: { email } })),
  });
}

/** Everybody is signed out, also in this browser: that changes the page's frame, so what comes next must be under way before. */
export function useRestoreEmail(goOn: (restored: components['schemas']['RestoredEmail']) => void) {
  return useMutation({
    mutationFn: (token: string) => unwrap(api.POST('/api/auth/email/restore', { body: { token } })),
    onSuccess(restored) {
      goOn(restored);
      session.forget();
    },
  });
}
