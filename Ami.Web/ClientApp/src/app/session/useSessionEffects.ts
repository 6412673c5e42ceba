import { useEffect, useRef } from 'react';
import { queryClient } from '@/lib/api/query';
import { useUser } from '@/lib/auth/useSession';
import { liveQuotes } from '@/lib/live/quotes';
import { applyProfileLanguage } from '../shell/chooseLanguage';

/** What follows from who is signed in: nothing of one person stays for the next, and the profile's language applies. */
export function useSessionEffects() {
  const user = useUser();
  const id = user?.id ?? null;
  const language = user?.language;
  const previous = useRef(id);

  useEffect(() => {
    if (previous.current !== null && previous.current !== id) queryClient.clear();
    if (previous.current !== id) liveQuotes.reset();
    previous.current = id;
  }, [id]);

  useEffect(() => {
    if (id !== null && language) void applyProfileLanguage({ id, language });
  }, [id, language]);
}
