import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '@/lib/formats/useFormats';
import type { CorporateAction } from './factors';
import './texts';

/** What a company did on a day, in words. */
export function useActionWords(priceDigits: number) {
  const { t } = useTranslation('adjusted');
  const formats = useFormats();
  return useCallback(
    ({ day, newShares, oldShares, dividend }: CorporateAction) => {
      const what = [
        ...(newShares === oldShares ? [] : [t('split', { shares: newShares, old: oldShares })]),
        ...(dividend > 0
          ? [t('dividend', { amount: formats.price(dividend, Math.max(priceDigits, 4)) })]
          : []),
      ].join(', ');
      return t('said', {
        what,
        day: formats.with(Date.parse(day), { dateStyle: 'medium', timeZone: 'UTC' }),
      });
    },
    [t, formats, priceDigits],
  );
}
