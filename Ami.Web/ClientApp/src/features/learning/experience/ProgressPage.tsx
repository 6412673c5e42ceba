import { Button, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Page } from '@/components/Page';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { Stat, Stats } from '@/components/Stat';
import { EmptyState, RowsSkeleton } from '@/components/states';
import { useFormats } from '@/lib/formats/useFormats';
import { Achievements } from './Achievements';
import { useExperience, type Experience } from './api';
import classes from './Experience.module.css';
import { LastDays } from './LastDays';
import { RulesPanel } from './RulesPanel';
import { useStreakWords } from './useStreakWords';
import './texts';

function Standing({ experience }: { experience: Experience }) {
  const { t } = useTranslation('experience');
  const formats = useFormats();
  const words = useStreakWords();
  const { total, thisWeek, level, streak, daysPerFreeze, mostFreezes } = experience;
  const next = level.number + 1;
  return (
    <Panel>
      <Stats>
        <Stat
          label={t('level')}
          hint={t('toNext', { points: formats.integer(level.next - total), level: next })}
        >
          {formats.integer(level.number)}
        </Stat>
        <Stat label={t('total')}>{t('points', { points: formats.integer(total) })}</Stat>
        <Stat label={t('thisWeek')} hint={t('weekHint')}>
          {t('points', { points: formats.integer(thisWeek) })}
        </Stat>
        <Stat label={t('streak')} hint={t('longest', { count: streak.longest })}>
          {t('days', { count: streak.days })}
        </Stat>
        <Stat label={t('freezes')} hint={t('freezesHint', { count: daysPerFreeze })}>
          {t('freezesOf', { count: streak.freezes, most: mostFreezes })}
        </Stat>
      </Stats>
      <progress
        className={classes.bar}
        value={total - level.begins}
        max={level.next - level.begins}
        aria-label={t('levelProgress', { level: next })}
      />
      <div className={classes.today}>
        <span>{words(streak)}</span>
        <LastDays days={experience.lastDays} />
      </div>
    </Panel>
  );
}

function Latest({ latest }: { latest: Experience['latest'] }) {
  const { t } = useTranslation('experience');
  const formats = useFormats();
  if (latest.length === 0)
    return (
      <Panel title={t('latest')} flush>
        <EmptyState
          icon="book"
          title={t('none')}
          hint={t('noneHint')}
          action={
            <Button component={Link} to="/courses" size="xs">
              {t('toCourses')}
            </Button>
          }
        />
      </Panel>
    );
  return (
    <Panel title={t('latest')} flush>
      <ul className={classes.lines}>
        {latest.map(({ kind, points, earnedAt }, index) => (
          <li key={`${earnedAt} ${index}`} className={classes.line}>
            <span>{t(`kind.${kind}`)}</span>
            <span className={classes.note}>{formats.dateTime(earnedAt)}</span>
            <span className={classes.name}>{t('earned', { points: formats.integer(points) })}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** What one has earned by learning: level, streak, achievements, and by which rules. */
export function ProgressPage() {
  const { t } = useTranslation('experience');
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button component={Link} to="/leaderboard" variant="default">
          {t('board.open')}
        </Button>
      }
    >
      <QueryView query={useExperience()} skeleton={<RowsSkeleton rows={10} height={40} />}>
        {(experience) => (
          <Stack gap="md">
            <Standing experience={experience} />
            <Achievements />
            <Latest latest={experience.latest} />
            <RulesPanel />
          </Stack>
        )}
      </QueryView>
    </Page>
  );
}

export { ProgressPage as Component };
