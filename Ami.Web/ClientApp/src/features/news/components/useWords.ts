import { useLanguage } from '@/lib/i18n/useLanguage';
import type { Announcement } from '../api/announcements';

/** An announcement in the language of the page. */
export function useWords() {
  const language = useLanguage();
  return (one: Announcement) => ({
    title: language === 'es' ? one.titleEs : one.titleEn,
    paragraphs: (language === 'es' ? one.bodyEs : one.bodyEn).split(/\n{2,}/),
  });
}
