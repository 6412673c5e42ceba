import { useMutation } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { session } from '@/lib/auth/session';

export type ProfileChange = components['schemas']['UpdateMeRequest'];

export const updateProfile = async (body: ProfileChange) => {
  session.updateUser(await unwrap(api.PATCH('/api/me', { body })));
};

export function useUpdateProfile() {
  return useMutation({ mutationFn: updateProfile });
}
