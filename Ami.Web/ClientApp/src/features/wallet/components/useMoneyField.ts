import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNumberProblem } from '@/components/useNumberProblem';
import { readAmount } from '@/lib/formats/numberInput';
import { useFormats } from '@/lib/formats/useFormats';

const digits = 2;

/** A typed amount between a least and a most, and what is wrong with it. */
export function useMoneyField(currency: string, least: number, most: number) {
  const { t } = useTranslation('wallet');
  const formats = useFormats();
  const problemText = useNumberProblem();
  const [typed, setTyped] = useState('');
  const reading = typed.trim() === '' ? null : readAmount(typed, digits, formats.decimalSeparator);
  const amount = reading?.value?.toNumber() ?? null;
  const money = (value: number) => formats.fullMoney(value, currency);
  const error = reading?.problem
    ? problemText(reading.problem, digits)
    : amount !== null && amount < least
      ? t('least', { amount: money(least) })
      : amount !== null && amount > most
        ? t('most', { amount: money(most) })
        : null;
  return { typed, setTyped, amount: error ? null : amount, error, money };
}
