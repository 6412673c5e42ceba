import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate } from 'react-router';
import { ActDialog } from '@/components/ActDialog';
import { Page } from '@/components/Page';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { EmptyState, ErrorState } from '@/components/states';
import type { SymbolSummary } from '@/features/market/api/symbols';
import { BarSourcesContext, sourcesOf } from '@/features/market/chart/barSources';
import { usePart } from '@/features/market/commands/desk';
import { paperKey } from '@/features/paper-trading/api/keys';
import { OnlyAccountContext } from '@/features/paper-trading/api/overview';
import { refreshPaper, soonMs } from '@/features/paper-trading/api/refresh';
import { advanceReplay, endReplay, readReplay, type Replay } from '@/features/paper-trading/replay/api';
import { createPlayer } from '@/features/paper-trading/replay/player';
import { ReplayBar } from '@/features/paper-trading/replay/ReplayBar';
import '@/features/paper-trading/replay/texts';
import { usePlayer } from '@/features/paper-trading/replay/usePlayer';
import { wishes } from '@/features/paper-trading/replay/wishes';
import { ApiError } from '@/lib/api/errors';
import { QuotesContext, type Quotes } from '@/lib/live/quotes';
import { useTextParam } from '@/lib/urlState';
import { endOf } from './endOf';
import { originOf } from './originOf';
import classes from './ReplayFrame.module.css';

export type Shown = {
  /** With what is known at the clock of the replay, and nothing of later. */
  summary: SymbolSummary;
  /** Nothing more is traded in it. */
  isOver: boolean;
  /** What stands around the chart. */
  around: (chart: ReactNode) => ReactNode;
};

export type ReplayFrameProps = {
  id: string;
  summary: SymbolSummary;
  skeleton: ReactNode;
  children: (shown: Shown) => ReactNode;
};

type PlayingProps = Pick<ReplayFrameProps, 'summary' | 'children'> & { replay: Replay; leave: () => void };

function usePlayerOf(replay: Replay) {
  const client = useQueryClient();
  const [player] = useState(() =>
    createPlayer({
      replay,
      advance: (body) => advanceReplay(replay.id, body),
      read: () => readReplay(replay.id),
      endOf,
      onTraded: () => refreshPaper(client, soonMs),
      ...wishes.read(),
    }),
  );
  useEffect(() => player.start(), [player]);
  const speed = usePlayer(player, (state) => state.speed);
  const pausesAtFill = usePlayer(player, (state) => state.pausesAtFill);
  useEffect(() => wishes.keep({ speed, pausesAtFill }), [speed, pausesAtFill]);
  return player;
}

function Playing({ replay, summary, leave, children }: PlayingProps) {
  const { t } = useTranslation('replay');
  const { id } = replay;
  const [asksEnd, setAsksEnd] = useState(false);
  const player = usePlayerOf(replay);
  const isOver = usePlayer(player, (state) => state.isOver);
  const isEnded = usePlayer(player, (state) => state.isEnded);
  const sources = useMemo(() => sourcesOf(originOf(id, player)), [id, player]);
  const quotes = useMemo<Quotes>(
    () => ({
      now: () => player.state.clock,
      get: (symbol) => (symbol === player.symbol ? player.state.quote : undefined),
      subscribe: (_, listener) => player.subscribe(listener),
      want: () => () => undefined,
    }),
    [player],
  );
  const shown = useMemo<SymbolSummary>(
    () => ({
      ...summary,
      live: !isOver,
      last: null,
      change24h: null,
      volume24h: null,
      high24h: null,
      low24h: null,
      asOf: null,
      spark: [],
    }),
    [summary, isOver],
  );
  const end = () => {
    player.pause();
    setAsksEnd(true);
  };
  usePart('player', {
    isOver,
    isEnded,
    step: player.step,
    toggle: player.toggle,
    slower: player.slower,
    faster: player.faster,
    togglePause: () => player.pauseAtFill(!player.state.pausesAtFill),
    end,
    leave,
  });
  return (
    <OnlyAccountContext value={id}>
      <QuotesContext value={quotes}>
        <BarSourcesContext value={sources}>
          {children({
            summary: shown,
            isOver,
            around: (chart) => (
              <div className={classes.frame}>
                <ReplayBar player={player} onEnd={end} onLeave={leave} />
                <div className={classes.chart}>{chart}</div>
              </div>
            ),
          })}
          {asksEnd && (
            <ActDialog
              title={t('ending.title')}
              lead={t('ending.lead')}
              submit={t('ending.submit')}
              leave={t('ending.leave')}
              done={t('ending.done')}
              danger
              act={async () => player.took(await player.read(() => endReplay(id)))}
              refresh={[paperKey]}
              onClose={() => setAsksEnd(false)}
            />
          )}
        </BarSourcesContext>
      </QuotesContext>
    </OnlyAccountContext>
  );
}

/** A page about a symbol as it was: bars, quote and account of the part within are those of a replay. */
export default function ReplayFrame({ id, summary, skeleton, children }: ReplayFrameProps) {
  const { t } = useTranslation('replay');
  const [, setReplay] = useTextParam('replay');
  const leave = () => setReplay('');
  const query = useQuery({
    queryKey: ['replay', id],
    queryFn: ({ signal }) => readReplay(id, signal),
    // The player knows better from here on; who comes back asks again.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return (
    <QueryView
      query={query}
      skeleton={skeleton}
      failed={(error, retry) => (
        <Page title={summary.symbol}>
          <Panel>
            {error instanceof ApiError && error.status === 404 ? (
              <EmptyState
                icon="clock"
                title={t('gone.title')}
                action={<Button onClick={leave}>{t('gone.back')}</Button>}
              />
            ) : (
              <ErrorState error={error} onRetry={retry} />
            )}
          </Panel>
        </Page>
      )}
    >
      {(replay) =>
        replay.symbol === summary.symbol ? (
          <Playing replay={replay} summary={summary} leave={leave}>
            {children}
          </Playing>
        ) : (
          <Navigate to={`/markets/${replay.symbol}?replay=${id}`} replace />
        )
      }
    </QueryView>
  );
}
