import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Page } from '@/components/Page';
import { QueryView } from '@/components/QueryView';
import { RowsSkeleton } from '@/components/states';
import { toast } from '@/components/toasts';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useBegin, usePractice, usePracticeChanged, type SessionCard } from '../api/practice';
import { OverviewView } from '../practice/OverviewView';
import { SessionView } from '../practice/SessionView';
import '../texts';

const EarnedNote = lazy(() => import('../experience/EarnedNote'));

/** Practising what the lessons taught: what is due, and a session of about five minutes. */
export function PracticePage() {
  const { t } = useTranslation('learning');
  const errorText = useErrorText();
  const practice = usePractice();
  const changed = usePracticeChanged();
  const begin = useBegin();
  const [session, setSession] = useState<{ cards: readonly SessionCard[]; number: number } | null>(null);

  const end = () => {
    setSession(null);
    void changed();
  };
  const start = () =>
    begin.mutate(undefined, {
      onSuccess: (cards) => {
        if (cards.length === 0) end();
        else setSession((before) => ({ cards, number: (before?.number ?? 0) + 1 }));
      },
      onError: (error) => toast(errorText(error), { tone: 'error' }),
    });

  return (
    <Page
      title={t('practice.title')}
      lead={session ? undefined : t('practice.lead')}
      actions={
        !session && (
          <Button component={Link} to="/progress" variant="default">
            {t('practice.toProgress')}
          </Button>
        )
      }
    >
      <Suspense>
        <EarnedNote />
      </Suspense>
      {session ? (
        <SessionView key={session.number} cards={session.cards} onEnd={end} onMore={start} />
      ) : (
        <QueryView query={practice} skeleton={<RowsSkeleton rows={10} height={40} />}>
          {(overview) => <OverviewView overview={overview} isBusy={begin.isPending} onStart={start} />}
        </QueryView>
      )}
    </Page>
  );
}

export { PracticePage as Component };
