import { useTranslation } from 'react-i18next';
import { useFormats } from '@/lib/formats/useFormats';
import type { AccountRules } from './rulesDraft';
import './texts';

/** Rules in one line. */
export function useRuleWords() {
  const { t } = useTranslation('paperRules');
  const formats = useFormats();
  return (rules: AccountRules): string => {
    const share = (percent: number) => formats.percent(percent / 100);
    const parts = [
      ...(rules.riskPerTradePct != null
        ? [t('words.riskPerTrade', { limit: share(rules.riskPerTradePct) })]
        : []),
      ...(rules.riskPerDayPct != null ? [t('words.riskPerDay', { limit: share(rules.riskPerDayPct) })] : []),
      ...(rules.coolDownLosses != null && rules.coolDownMinutes != null
        ? [t('words.coolDown', { losses: rules.coolDownLosses, minutes: rules.coolDownMinutes })]
        : []),
      ...(rules.mostPositions != null ? [t('words.mostPositions', { limit: rules.mostPositions })] : []),
      ...(rules.needsStop ? [t('words.needsStop')] : []),
    ];
    return parts.length === 0 ? t('words.none') : parts.join(' · ');
  };
}
