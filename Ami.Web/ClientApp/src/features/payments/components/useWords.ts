import { useTranslation } from 'react-i18next';
import { useFormats } from '@/lib/formats/useFormats';
import { useMoney } from '@/lib/formats/useMoney';
import type { Interval, Plan, PlanView } from '../api/plans';
import { limitOf } from '../domain/offers';
import '../texts';

/** What is said of plans and prices, in words. */
export function useWords() {
  const { t } = useTranslation('payments');
  const formats = useFormats();
  const money = useMoney();
  const unlimited = t('amount.unlimited');

  function limit(text: string) {
    const found = limitOf(text);
    if (!found) return text === 'unlimited' ? unlimited : text;
    return t(found.per === 'day' ? 'amount.perDay' : 'amount.perMinute', {
      amount: formats.integer(found.count),
    });
  }

  const dollars = (amount: number) => money(amount, 'USD');

  function history(days: number | null) {
    if (days === null) return t('amount.wholeHistory');
    return days % 365 === 0 ? t('amount.years', { count: days / 365 }) : t('amount.days', { count: days });
  }

  const plain = (plan: PlanView) => ({
    mlCalls: limit(plan.mlCalls),
    agentCalls: limit(plan.agentCalls),
    tradingCalls: limit(plan.tradingCalls),
    courses: t(`amount.courses.${plan.courses}`),
    agents: plan.agents === null ? unlimited : formats.integer(plan.agents),
    alerts: formats.integer(plan.alerts),
    historyDays: history(plan.historyDays),
    copilotBudget: t('amount.perMonth', { amount: dollars(plan.copilotBudget) }),
    journalImports:
      plan.journalImports === null
        ? unlimited
        : t('amount.perMonth', { amount: formats.integer(plan.journalImports) }),
    withdrawPerDay: t('amount.perDay', { amount: dollars(plan.withdrawPerDay) }),
  });

  return {
    money,
    planName: (plan: Plan) => t(`plan.${plan}`),
    per: (amount: number, currency: string, interval: Interval) =>
      t(`per.${interval}`, { amount: money(amount, currency) }),
    features: plain,
  };
}

export const featureNames = [
  'mlCalls',
  'agentCalls',
  'tradingCalls',
  'courses',
  'agents',
  'alerts',
  'historyDays',
  'copilotBudget',
  'journalImports',
  'withdrawPerDay',
] as const;
