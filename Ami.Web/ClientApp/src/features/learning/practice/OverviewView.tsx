import { Button, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Panel } from '@/components/Panel';
import { Stat, Stats } from '@/components/Stat';
import { EmptyState } from '@/components/states';
import { toast } from '@/components/toasts';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { resumeCard, usePracticeChanged, type Overview } from '../api/practice';
import { CalibrationPanel } from './CalibrationPanel';
import classes from './Practice.module.css';
import { usePracticeWords } from './usePracticeWords';

function Coming({ days }: { days: Overview['coming'] }) {
  const { t } = useTranslation('learning');
  const formats = useFormats();
  const most = Math.max(...days.map(({ due }) => due), 1);
  return (
    <Panel title={t('practice.coming')}>
      <ul className={classes.days}>
        {days.map(({ day, due }) => (
          <li key={day} className={classes.day}>
            <span>
              {formats.with(`${day}T12:00:00Z`, { weekday: 'short', day: 'numeric', timeZone: 'UTC' })}
            </span>
            <span className={classes.load} aria-hidden="true">
              <span style={{ width: `${(due / most) * 100}%` }} />
            </span>
            <span className={classes.count}>{formats.integer(due)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function SetAside({ cards }: { cards: Overview['suspended'] }) {
  const { t } = useTranslation('learning');
  const words = usePracticeWords();
  const errorText = useErrorText();
  const changed = usePracticeChanged();
  const resume = (card: string) =>
    resumeCard(card).then(changed, (error: unknown) => toast(errorText(error), { tone: 'error' }));
  return (
    <Panel title={t('practice.aside')}>
      <ul className={classes.aside}>
        {cards.map((card) => (
          <li key={card.id} className={classes.asideCard}>
            <span>{words.front(card)}</span>
            <Button
              variant="default"
              size="xs"
              onClick={() => void resume(card.id)}
              aria-label={t('practice.resumeOf', { card: words.front(card) })}
            >
              {t('practice.resume')}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Start({ overview, isBusy, onStart }: Props) {
  const { t } = useTranslation('learning');
  const count = overview.sessionCards;
  const minutes = Math.max(1, Math.round((count * overview.secondsPerCard) / 60));
  if (count > 0)
    return (
      <div className={classes.start}>
        <Button size="md" loading={isBusy} onClick={onStart}>
          {t('practice.start', { count })}
        </Button>
        <span className={classes.note}>{t('practice.takes', { count: minutes })}</span>
      </div>
    );
  return (
    <EmptyState
      icon="check"
      title={t('practice.allDone')}
      hint={t(overview.waiting > 0 ? 'practice.newTomorrow' : 'practice.allDoneHint', {
        count: overview.waiting,
      })}
    />
  );
}

type Props = { overview: Overview; isBusy: boolean; onStart: () => void };

/** What is due, what comes, and how well one knows what one knows. */
export function OverviewView(props: Props) {
  const { t } = useTranslation('learning');
  const formats = useFormats();
  const { overview } = props;
  const { retention } = overview;
  const isEmpty = overview.cards === 0;
  return (
    <Stack gap="md">
      <Panel flush={isEmpty && overview.closed === 0}>
        {isEmpty ? (
          <EmptyState
            icon="book"
            title={t('practice.empty')}
            hint={t('practice.emptyHint')}
            action={
              <Button component={Link} to="/courses" size="xs">
                {t('practice.toCourses')}
              </Button>
            }
          />
        ) : (
          <>
            <Stats>
              <Stat label={t('practice.due')}>{formats.integer(overview.due)}</Stat>
              <Stat label={t('practice.fresh')}>{formats.integer(overview.fresh)}</Stat>
              <Stat label={t('practice.tomorrow')}>{formats.integer(overview.coming[0]?.due ?? 0)}</Stat>
              <Stat
                label={t('practice.retention')}
                hint={t('practice.retentionOf', { count: retention.reviews })}
              >
                {retention.reviews === 0 ? '—' : formats.percent(retention.recalled / retention.reviews, 0)}
              </Stat>
              <Stat label={t('practice.today')}>{formats.integer(overview.reviewsToday)}</Stat>
            </Stats>
            <Start {...props} />
          </>
        )}
        {overview.closed > 0 && (
          <p className={classes.note}>{t('practice.closed', { count: overview.closed })}</p>
        )}
      </Panel>
      {!isEmpty && (
        <>
          <Coming days={overview.coming} />
          <CalibrationPanel />
          {overview.suspended.length > 0 && <SetAside cards={overview.suspended} />}
        </>
      )}
    </Stack>
  );
}
