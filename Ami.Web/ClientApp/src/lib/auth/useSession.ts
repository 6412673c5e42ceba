import { useSyncExternalStore } from 'react';
import { session, type UserProfile } from './session';

export function useSession() {
  return useSyncExternalStore(session.subscribe, () => session.state);
}

/** The signed-in person, or null. */
export function useUser(): UserProfile | null {
  return useSession().answer?.user ?? null;
}
