import { useMutation } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import { session } from '@/lib/auth/session';

export function useSaveAvatar() {
  return useMutation({
    mutationFn: (picture: Blob) =>
      unwrap(
        api.PUT('/api/me/avatar', {
          // The document's type for a file is text; the body is the picture itself.
          body: '',
          bodySerializer: () => picture,
          headers: { 'Content-Type': picture.type },
        }),
      ),
    onSuccess: session.updateUser,
  });
}

export function useRemoveAvatar() {
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/me/avatar')),
    onSuccess: session.updateUser,
  });
}
