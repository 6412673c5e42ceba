import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/Icon';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { RowsSkeleton } from '@/components/states';
import { useFormats } from '@/lib/formats/useFormats';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useAchievements, type Achievement } from './api';
import classes from './Experience.module.css';

function Line({ achievement }: { achievement: Achievement }) {
  const { t } = useTranslation('experience');
  const formats = useFormats();
  const language = useLanguage();
  const { title, about, value, atLeast, givenAt } = achievement;
  const name = title[language];
  return (
    <li className={classes.achievement} data-given={givenAt !== null}>
      <span className={classes.mark}>{givenAt !== null && <Icon name="check" size={12} />}</span>
      <span className={classes.name}>{name}</span>
      <span className={classes.note}>{about[language]}</span>
      {givenAt !== null ? (
        <span className={classes.note}>{t('achieved', { date: formats.date(givenAt) })}</span>
      ) : (
        atLeast !== null &&
        value !== null && (
          <span className={classes.note}>
            <progress value={value} max={atLeast} aria-label={t('progressOf', { title: name })} />
            {t('valueOf', { value: formats.integer(value), target: formats.integer(atLeast) })}
          </span>
        )
      )}
    </li>
  );
}

/** All achievements: those that one has, and how far one is with the others. */
export function Achievements() {
  const { t } = useTranslation('experience');
  return (
    <Panel title={t('achievements')}>
      <QueryView query={useAchievements()} skeleton={<RowsSkeleton rows={12} height={40} />}>
        {(achievements) => (
          <ul className={classes.achievements}>
            {achievements.map((one) => (
              <Line key={one.key} achievement={one} />
            ))}
          </ul>
        )}
      </QueryView>
    </Panel>
  );
}
