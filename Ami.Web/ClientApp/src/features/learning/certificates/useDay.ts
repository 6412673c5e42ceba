import { useMemo } from 'react';
import { createFormats, localeFor } from '@/lib/formats/formats';
import { useLanguage } from '@/lib/i18n/useLanguage';

/** Days as the paper and the badge say them, in UTC: the same for everybody who compares them, wherever they are. */
export function useDay() {
  const language = useLanguage();
  return useMemo(() => createFormats(localeFor(language), 'UTC').date, [language]);
}
