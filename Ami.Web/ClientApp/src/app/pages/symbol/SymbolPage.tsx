import { Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useEffect, useState, type ReactNode } from 'react';
import { useParams } from 'react-router';
import { later } from '@/components/later';
import { Page } from '@/components/Page';
import { QueryView } from '@/components/QueryView';
import { useSymbol, type SymbolSummary } from '@/features/market/api/symbols';
import type { OverlayOf } from '@/features/market/chart/overlay';
import { SymbolHeader } from '@/features/market/components/SymbolHeader';
import { ChartGrid, type ActiveSymbol } from '@/features/market/layout/ChartGrid';
import type { Side } from '@/features/paper-trading/api/types';
import { Ticket } from '@/features/paper-trading/components/Ticket';
import type { OrderDraft, ReadDraft } from '@/features/paper-trading/domain/orderDraft';
import { useFlags } from '@/lib/flags/useFlags';
import { useIsPaused } from '@/lib/live/paused';
import { useQuoteFeed } from '@/lib/live/quotes';
import { useTextParam } from '@/lib/urlState';
import { Dock } from './Dock';
import type { OrderCommandsProps } from './OrderCommands';
import type { OrderSheetProps } from './OrderSheet';
import type { ReplayFrameProps, Shown } from './replay/ReplayFrame';
import type { Picking, ReplayStartProps } from './replay/ReplayStart';
import { SidePanel } from './SidePanel';
import type { SymbolMissingProps } from './SymbolMissing';
import type { TradeOverlayProps } from './TradeOverlay';
import { Workspace } from './Workspace';
import classes from './Workspace.module.css';

const SymbolMissing = later<SymbolMissingProps>(() => import('./SymbolMissing'));
const TradeOverlay = later<TradeOverlayProps>(() => import('./TradeOverlay'));
const OrderSheet = later<OrderSheetProps>(() => import('./OrderSheet'));
const OrderCommands = later<OrderCommandsProps>(() => import('./OrderCommands'));
const ReplayStart = later<ReplayStartProps>(() => import('./replay/ReplayStart'));
const ReplayFrame = later<ReplayFrameProps>(() => import('./replay/ReplayFrame'));

const alone = (chart: ReactNode) => chart;

type SymbolProps = Partial<Shown> & { summary: SymbolSummary; trades: boolean };

/** A symbol as it is now, or as it was at the clock of a replay. */
function Symbol({ summary, trades, isOver, around = alone }: SymbolProps) {
  const [active, setActive] = useState<ActiveSymbol>({ summary, isOneOfSeveral: false });
  /** Of this symbol is what is traded: that of the active chart. */
  const instrument = active.summary.symbol === summary.symbol ? summary : active.summary;
  const { symbol } = instrument;
  const [draft, setDraft] = useState<{ symbol: string; read: ReadDraft } | null>(null);
  const [drafts] = useState(() => new Map<string, OrderDraft>());
  const [wanted, setWanted] = useState<{ side: Side; nonce: number; isDone?: boolean }>();
  const [picking, setPicking] = useState<Picking | null>(null);
  const isNarrow = useMediaQuery('(max-width: 62em)', undefined, { getInitialValueInEffect: false });
  useQuoteFeed([summary.symbol, symbol]);
  // Nobody pauses the past.
  const isPaused = useIsPaused(summary, around === alone);
  const isInstrumentPaused = useIsPaused(instrument, around === alone);

  const order = useCallback((side: Side) => setWanted((old) => ({ side, nonce: (old?.nonce ?? 0) + 1 })), []);
  const onDraft = useCallback((read: ReadDraft) => setDraft({ symbol, read }), [symbol]);
  const nonce = wanted?.nonce;
  useEffect(() => {
    if (nonce === undefined) return;
    // What was hidden can have the focus once it is painted.
    const frame = requestAnimationFrame(() => document.getElementById('ticket-quantity')?.focus());
    return () => cancelAnimationFrame(frame);
  }, [nonce]);

  const overlay: OverlayOf = (of) => (held, source) => (
    <TradeOverlay
      chart={held}
      source={source}
      instrument={of}
      draft={draft?.symbol === of.symbol ? draft.read : null}
      picking={of.symbol === summary.symbol ? picking : null}
    />
  );
  const chart = around(
    <ChartGrid summary={summary} overlay={trades ? overlay : undefined} onActive={setActive} />,
  );
  const ticket = (
    <Ticket
      key={symbol}
      instrument={instrument}
      isNamed={active.isOneOfSeveral}
      tradable={instrument.live}
      isPaused={isInstrumentPaused}
      isOver={isOver}
      wanted={wanted}
      drafts={drafts}
      onDraft={onDraft}
      onPlaced={() => setWanted((old) => old && { ...old, isDone: true })}
    />
  );
  return (
    <Page
      title={summary.symbol}
      heading={<SymbolHeader summary={summary} isPaused={isPaused} />}
      fill={!isNarrow}
    >
      {trades && <OrderCommands symbol={symbol} onOrder={order} />}
      {trades && <ReplayStart summary={summary} picking={picking} onPicking={setPicking} />}
      {isNarrow ? (
        <div className={classes.phone} data-trades={trades}>
          <div className={classes.phoneChart} data-alone={around === alone}>
            {chart}
          </div>
          {trades && (
            <>
              <Dock symbol={symbol} page={summary.symbol} />
              <OrderSheet
                instrument={instrument}
                isNamed={active.isOneOfSeveral}
                wanted={wanted?.isDone ? undefined : nonce}
                onOrder={order}
              >
                {ticket}
              </OrderSheet>
            </>
          )}
        </div>
      ) : (
        <Workspace
          chart={chart}
          side={
            trades
              ? (hide, hidden) => (
                  <SidePanel symbol={symbol} page={summary.symbol} hide={hide} hidden={hidden} wanted={nonce}>
                    {ticket}
                  </SidePanel>
                )
              : undefined
          }
          dock={
            trades
              ? (hide, hidden) => <Dock symbol={symbol} page={summary.symbol} hide={hide} hidden={hidden} />
              : undefined
          }
          wanted={nonce}
        />
      )}
    </Page>
  );
}

function SymbolSkeleton() {
  return (
    <div className={classes.skeleton}>
      <Skeleton height={52} mb="md" />
      <Skeleton height={480} />
    </div>
  );
}

function NowOrThen({ summary }: { summary: SymbolSummary }) {
  const trades = useFlags()('module.paper-trading') !== false;
  const [replay] = useTextParam('replay');
  if (!trades || replay === '') return <Symbol summary={summary} trades={trades} />;
  return (
    <ReplayFrame key={replay} id={replay} summary={summary} skeleton={<SymbolSkeleton />}>
      {(shown) => <Symbol {...shown} trades />}
    </ReplayFrame>
  );
}

export function SymbolPage() {
  const { symbol = '' } = useParams();
  const query = useSymbol(symbol);
  return (
    <QueryView
      query={query}
      skeleton={<SymbolSkeleton />}
      failed={(error, retry) => <SymbolMissing error={error} onRetry={retry} />}
    >
      {(summary) => <NowOrThen key={summary.symbol} summary={summary} />}
    </QueryView>
  );
}

export { SymbolPage as Component };
