import { useTranslation } from 'react-i18next';
import { useNumberProblem } from '@/components/useNumberProblem';
import { readAmount } from '@/lib/formats/numberInput';
import { useFormats } from '@/lib/formats/useFormats';
import { useMeans } from '../api/means';
import { cashDigits, leastCash, mostCash } from './accountRules';
import '../texts/accounts';

/** With how much an account may begin, and what is wrong with what was typed. The server decides. */
export function useCashProblem(startsWith = 0) {
  const { t } = useTranslation('paperTrading');
  const formats = useFormats();
  const numberProblem = useNumberProblem();
  const means = useMeans().data;
  const most = Math.max(startsWith, means?.mostCash ?? mostCash);
  const amount = (value: number) => formats.integer(value);
  return {
    hint: t('account.create.cashHint', { least: amount(leastCash), most: amount(most) }),
    isFull: means?.accountsLeft === 0,
    problemOf(typed: string): string | null {
      const { value, problem } = readAmount(typed, cashDigits, formats.decimalSeparator);
      if (problem) return numberProblem(problem, cashDigits);
      const cash = value.toNumber();
      if (cash < leastCash || cash > mostCash)
        return t('account.create.cashRange', { least: amount(leastCash), most: amount(most) });
      if (cash > most) return t('account.create.cashEarned', { most: amount(most) });
      return means && cash - startsWith > means.wallet
        ? t('account.create.cashShort', { wallet: formats.money(means.wallet, 'USD') })
        : null;
    },
  };
}
