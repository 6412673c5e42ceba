import { useTranslation } from 'react-i18next';
import { useLanguage } from '@/lib/i18n/useLanguage';
import '../texts';

type InBoth = { titleEs: string; titleEn: string };

/** The texts of courses in the language in use, and what is said about them. */
export function useWords() {
  const { t } = useTranslation('learning');
  const isSpanish = useLanguage() === 'es';
  return {
    title: (of: InBoth) => (isSpanish ? of.titleEs : of.titleEn),
    summary: (of: { summaryEs: string; summaryEn: string }) => (isSpanish ? of.summaryEs : of.summaryEn),
    body: (of: { bodyEs: string; bodyEn: string }) => (isSpanish ? of.bodyEs : of.bodyEn),
    minutes: (count: number) => t('minutes', { count }),
    lessons: (count: number) => t('lessons', { count }),
  };
}
