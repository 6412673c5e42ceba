import { useTranslation } from 'react-i18next';
import type { NumberProblem } from '@/lib/formats/numberInput';
import { useFormats } from '@/lib/formats/useFormats';

/** The text for what is wrong with a typed number. */
export function useNumberProblem() {
  const { t } = useTranslation('common');
  const { decimalSeparator } = useFormats();
  return (problem: NumberProblem, digits: number): string =>
    problem === 'tooManyDecimals'
      ? t('number.tooManyDecimals', { count: digits })
      : t(`number.${problem}`, { separator: decimalSeparator });
}
