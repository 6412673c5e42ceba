import { useTranslation } from 'react-i18next';
import { useFormats } from '@/lib/formats/useFormats';
import { useLanguage } from '@/lib/i18n/useLanguage';
import type { Both } from '../api/quizzes';
import './texts';

/** The texts of questions in the language in use, and the figures of quizzes. */
export function useQuizWords() {
  const { t } = useTranslation('quiz');
  const formats = useFormats();
  const language = useLanguage();
  return {
    say: (both: Both) => both[language],
    /** Of lists in both languages. */
    list: (both: { es: readonly string[]; en: readonly string[] }) => both[language],
    points: (count: number) => t('points', { count }),
    /** A score in percent: with a digit only where it has one. */
    percent: (percent: number) => formats.percent(percent / 100, Number.isInteger(percent) ? 0 : 1),
  };
}
