import { useTranslation } from 'react-i18next';
import type { Streak } from './api';
import './texts';

/** What a streak asks of today. */
export function useStreakWords() {
  const { t } = useTranslation('experience');
  return (streak: Streak) =>
    streak.isToday
      ? t('today.done')
      : streak.days === 0
        ? t('today.start')
        : streak.frozen > 0
          ? t('today.frozen', { count: streak.frozen })
          : t('today.keep');
}
