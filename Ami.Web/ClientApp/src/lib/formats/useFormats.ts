import { useMemo } from 'react';
import { useUser } from '@/lib/auth/useSession';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { createFormats, localeFor } from './formats';

export const browserTimeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

function knownTimeZone(zone: string | undefined): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return browserTimeZone();
  }
}

/** Formats in the language in use and the time zone of the person's profile (the browser's before signing in). */
export function useFormats() {
  const language = useLanguage();
  const zone = useUser()?.timeZone;
  return useMemo(() => createFormats(localeFor(language), knownTimeZone(zone)), [language, zone]);
}
