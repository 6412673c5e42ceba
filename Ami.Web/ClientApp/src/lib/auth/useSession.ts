import { useSyncExternalStore } from 'react';
import { session, type UserProfile } from './session';

export function useSession() {
  return useSyncExternalStore(session.subscribe, () => session.state);
}

/** Whether the signed-in person may do it, by the permission's name; the API decides again. */
export function useMay(permission: string): boolean {
  return useUser()?.permissions.includes(permission) ?? false;
}

/** The signed-in person, or null. */
export function useUser(): UserProfile | null {
  return useSession().answer?.user ?? null;
}
