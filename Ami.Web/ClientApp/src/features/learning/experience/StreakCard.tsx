import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { QueryView } from '@/components/QueryView';
import { RowsSkeleton } from '@/components/states';
import { useFormats } from '@/lib/formats/useFormats';
import { useExperience } from './api';
import classes from './Experience.module.css';
import { LastDays } from './LastDays';
import { useStreakWords } from './useStreakWords';
import './texts';

/** On the first page: how long one's streak is, what it asks of today, and the week's experience. */
export default function StreakCard() {
  const { t } = useTranslation('experience');
  const formats = useFormats();
  const words = useStreakWords();
  return (
    <QueryView query={useExperience()} skeleton={<RowsSkeleton rows={1} height={40} />}>
      {({ streak, level, thisWeek, lastDays }) => (
        <section className={classes.card} aria-label={t('streak')}>
          <div className={classes.cardWords}>
            <Anchor component={Link} to="/progress" inherit fw={600}>
              {t('streak')}: {t('days', { count: streak.days })}
            </Anchor>
            <span className={classes.note}>
              {t('levelNumber', { level: level.number })} ·{' '}
              {t('pointsThisWeek', { points: formats.integer(thisWeek) })}
            </span>
          </div>
          <span className={classes.note}>{words(streak)}</span>
          <LastDays days={lastDays} />
        </section>
      )}
    </QueryView>
  );
}
