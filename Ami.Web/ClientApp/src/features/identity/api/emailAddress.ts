import { useMutation } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
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

/** Whoever used the account meanwhile is signed out, also in this browser. */
export function useRestoreEmail() {
  return useMutation({
    mutationFn: (token: string) => unwrap(api.POST('/api/auth/email/restore', { body: { token } })),
    onSuccess: () => session.forget(),
  });
}
