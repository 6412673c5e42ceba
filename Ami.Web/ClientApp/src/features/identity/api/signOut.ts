import { api } from '@/lib/api/client';
import { session } from '@/lib/auth/session';

/** Signs out on this device even when the server cannot be told; the refresh token then ends by itself. */
export async function signOut() {
  await api.POST('/api/auth/logout').catch(() => undefined);
  session.forget();
}
