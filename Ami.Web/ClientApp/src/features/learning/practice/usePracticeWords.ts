import { useTranslation } from 'react-i18next';
import { useFormats } from '@/lib/formats/useFormats';
import { useLanguage } from '@/lib/i18n/useLanguage';
import type { SessionCard } from '../api/practice';
import { interval } from '../domain/interval';
import '../texts';

/** The texts of cards in the language in use, and the times until they come again. */
export function usePracticeWords() {
  const { t } = useTranslation('learning');
  const formats = useFormats();
  const isSpanish = useLanguage() === 'es';
  return {
    front: (card: Pick<SessionCard, 'frontEs' | 'frontEn'>) => (isSpanish ? card.frontEs : card.frontEn),
    back: (card: SessionCard) => (isSpanish ? card.backEs : card.backEn),
    until(seconds: number) {
      const { unit, count } = interval(seconds);
      return t(`practice.until.${unit}`, { count, number: formats.quantity(count, 1) });
    },
  };
}
