import { Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { later } from '@/components/later';
import { Page } from '@/components/Page';
import { QueryView } from '@/components/QueryView';
import { useSymbol, type SymbolSummary } from '@/features/market/api/symbols';
import type { ChartLine } from '@/features/market/chart/lines';
import { SymbolHeader } from '@/features/market/components/SymbolHeader';
import { ChartGrid } from '@/features/market/layout/ChartGrid';
import { usePositions, useWorkingOrders } from '@/features/paper-trading/api/parts';
import type { Side } from '@/features/paper-trading/api/types';
import { Ticket } from '@/features/paper-trading/components/Ticket';
import { tradeLines, type TradeLine } from '@/features/paper-trading/domain/chartLines';
import type { ReadDraft } from '@/features/paper-trading/domain/orderDraft';
import { useFlags } from '@/lib/flags/useFlags';
import { useFormats } from '@/lib/formats/useFormats';
import { useQuoteFeed } from '@/lib/live/quotes';
import { Dock } from './Dock';
import type { OrderCommandsProps } from './OrderCommands';
import type { OrderSheetProps } from './OrderSheet';
import { SidePanel } from './SidePanel';
import type { SymbolMissingProps } from './SymbolMissing';
import { Workspace } from './Workspace';
import classes from './Workspace.module.css';

const SymbolMissing = later<SymbolMissingProps>(() => import('./SymbolMissing'));
const OrderSheet = later<OrderSheetProps>(() => import('./OrderSheet'));
const OrderCommands = later<OrderCommandsProps>(() => import('./OrderCommands'));

function useLineLabel(quantityDigits: number) {
  const { t } = useTranslation('paperTrading');
  const formats = useFormats();
  return useCallback(
    ({ kind, side, quantity }: TradeLine) =>
      kind === 'takeProfit' || kind === 'stopLoss'
        ? t(`line.${kind}`)
        : t(`line.${kind}`, {
            side: kind === 'position' ? t(`side.${side === 'buy' ? 'long' : 'short'}`) : t(`side.${side}`),
            quantity: formats.quantity(quantity, quantityDigits),
          }),
    [t, formats, quantityDigits],
  );
}

/** The levels of the account in this symbol and of the order being written. */
function useLines(summary: SymbolSummary, draft: ReadDraft | null): ChartLine[] {
  const { t } = useTranslation('paperTrading');
  const positions = usePositions().data;
  const orders = useWorkingOrders().data;
  const label = useLineLabel(summary.quantityDigits);
  return useMemo(() => {
    const lines = tradeLines(summary.symbol, positions ?? [], orders ?? []).map((line) => ({
      id: line.id,
      price: line.price,
      label: label(line),
      tone: line.kind,
    }));
    const drafted =
      draft?.takeProfit || draft?.stopLoss
        ? ([
            ['takeProfit', draft.takeProfit],
            ['stopLoss', draft.stopLoss],
          ] as const)
        : [];
    const levels = drafted.flatMap(([kind, level]) =>
      level
        ? [{ id: `draft-${kind}`, price: level.toNumber(), label: t(`line.${kind}`), tone: 'draft' as const }]
        : [],
    );
    return [...lines, ...levels];
  }, [summary.symbol, positions, orders, draft, label, t]);
}

function Symbol({ summary }: { summary: SymbolSummary }) {
  const [draft, setDraft] = useState<ReadDraft | null>(null);
  const [wanted, setWanted] = useState<{ side: Side; nonce: number; isDone?: boolean }>();
  const lines = useLines(summary, draft);
  const trades = useFlags()('module.paper-trading') !== false;
  const isNarrow = useMediaQuery('(max-width: 62em)', undefined, { getInitialValueInEffect: false });
  useQuoteFeed([summary.symbol]);

  const order = useCallback((side: Side) => setWanted((old) => ({ side, nonce: (old?.nonce ?? 0) + 1 })), []);
  const nonce = wanted?.nonce;
  useEffect(() => {
    if (nonce === undefined) return;
    // What was hidden can have the focus once it is painted.
    const frame = requestAnimationFrame(() => document.getElementById('ticket-quantity')?.focus());
    return () => cancelAnimationFrame(frame);
  }, [nonce]);

  const chart = <ChartGrid summary={summary} lines={lines} />;
  const ticket = (
    <Ticket
      instrument={summary}
      tradable={summary.live}
      wanted={wanted}
      onDraft={setDraft}
      onPlaced={() => setWanted((old) => old && { ...old, isDone: true })}
    />
  );
  return (
    <Page title={summary.symbol} heading={<SymbolHeader summary={summary} />} fill={!isNarrow}>
      {trades && <OrderCommands symbol={summary.symbol} onOrder={order} />}
      {isNarrow ? (
        <div className={classes.phone} data-trades={trades}>
          <div className={classes.phoneChart}>{chart}</div>
          {trades && (
            <>
              <Dock symbol={summary.symbol} />
              <OrderSheet instrument={summary} wanted={wanted?.isDone ? undefined : nonce} onOrder={order}>
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
                  <SidePanel symbol={summary.symbol} hide={hide} hidden={hidden} wanted={nonce}>
                    {ticket}
                  </SidePanel>
                )
              : undefined
          }
          dock={
            trades
              ? (hide, hidden) => <Dock symbol={summary.symbol} hide={hide} hidden={hidden} />
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

export function SymbolPage() {
  const { symbol = '' } = useParams();
  const query = useSymbol(symbol);
  return (
    <QueryView
      query={query}
      skeleton={<SymbolSkeleton />}
      failed={(error, retry) => <SymbolMissing error={error} onRetry={retry} />}
    >
      {(summary) => <Symbol key={summary.symbol} summary={summary} />}
    </QueryView>
  );
}

export { SymbolPage as Component };
