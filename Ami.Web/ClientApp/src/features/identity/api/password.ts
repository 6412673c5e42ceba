import { useMutation } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { session } from '@/lib/auth/session';

export function useForgotPassword() {
  return useMutation({
    mutationFn: (email: string) => unwrap(api.POST('/api/auth/password/forgot', { body: { email } })),
  });
}

/** All sessions end, also the one of this browser: that changes the page's frame, so what comes next must be under way before. */
export function useResetPassword(goOn: () => void) {
  return useMutation({
    mutationFn: (body: { token: string; password: string }) =>
      unwrap(api.POST('/api/auth/password/reset', { body })),
    onSuccess() {
      goOn();
      session.forget();
    },
  });
}

/** Without a current password it is the account's first one. */
export function useChangePassword() {
  return useMutation({
    mutationFn: async ({ currentPassword, password }: { currentPassword?: string; password: string }) => {
      await (currentPassword === undefined
        ? unwrap(api.POST('/api/me/password', { body: { password } }))
        : unwrap(api.PUT('/api/me/password', { body: { currentPassword, password } })));
      const user = session.state.answer?.user;
      if (user) session.updateUser({ ...user, hasPassword: true });
    },
  });
}
