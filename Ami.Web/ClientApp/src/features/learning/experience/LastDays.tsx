import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/Icon';
import { useFormats } from '@/lib/formats/useFormats';
import type { Experience } from './api';
import classes from './Experience.module.css';
import './texts';

/** The last seven days, and on which of them one learned: a mark, not a colour alone. */
export function LastDays({ days }: { days: Experience['lastDays'] }) {
  const { t } = useTranslation('experience');
  const formats = useFormats();
  return (
    <ol className={classes.days} aria-label={t('lastDays')}>
      {days.map(({ day, learned }) => (
        <li key={day} className={classes.day} data-learned={learned}>
          <span className={classes.mark}>{learned && <Icon name="check" size={12} />}</span>
          <span>{formats.with(`${day}T12:00:00Z`, { weekday: 'narrow', timeZone: 'UTC' })}</span>
          <VisuallyHidden>{t(learned ? 'learned' : 'notLearned')}</VisuallyHidden>
        </li>
      ))}
    </ol>
  );
}
