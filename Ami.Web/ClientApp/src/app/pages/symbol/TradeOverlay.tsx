import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartLine } from '@/components/charts/lines/lines';
import { LineOverlay } from '@/components/charts/lines/LineOverlay';
import { later } from '@/components/later';
import { toast } from '@/components/toasts';
import { useFactors, type FactorAt } from '@/features/market/adjusted/factors';
import type { BarSource } from '@/features/market/chart/barSource';
import type { CandleChart } from '@/features/market/chart/candleChart';
import type { Slot } from '@/features/market/chart/slot';
import { createTimeline, stepOf } from '@/features/market/drawings/timeline';
import { useAmendOrder } from '@/features/paper-trading/api/orders';
import { usePositions, useWorkingOrders } from '@/features/paper-trading/api/parts';
import { useSymbolFills } from '@/features/paper-trading/api/symbolFills';
import type { Instrument } from '@/features/paper-trading/api/types';
import { useLivePositions } from '@/features/paper-trading/api/useLivePositions';
import { useSelectedAccount } from '@/features/paper-trading/api/useSelectedAccount';
import { PositionResult } from '@/features/paper-trading/components/PositionResult';
import { tradeLines, tradeMarks, type TradeLine } from '@/features/paper-trading/domain/chartLines';
import type { ReadDraft } from '@/features/paper-trading/domain/orderDraft';
import '@/features/paper-trading/texts';
import '@/features/paper-trading/texts/chart';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useQuote } from '@/lib/live/quotes';
import { PickBar } from './replay/PickBar';
import type { Picking } from './replay/ReplayStart';
import { useSeenFrom } from './useSeenFrom';

const CloseDialog = later(() => import('@/features/paper-trading/components/CloseDialog'));

export type TradeOverlayProps = {
  chart: Slot<CandleChart>;
  source: BarSource;
  instrument: Instrument;
  /** The order that is being written. */
  draft: ReadDraft | null;
  /** A bar that is to be chosen on it. */
  picking: Picking | null;
};

function useTradeLines({ symbol, priceDigits, quantityDigits }: Instrument, close: () => void): ChartLine[] {
  const { t } = useTranslation('paperTrading');
  const formats = useFormats();
  const errorText = useErrorText();
  const positions = usePositions().data;
  const orders = useWorkingOrders().data;
  const { mutateAsync: amend } = useAmendOrder();

  return useMemo(() => {
    const shown = (price: number) => formats.price(price, priceDigits);

    function lineOf({ id, kind, price, side, ...line }: TradeLine): ChartLine {
      const quantity = formats.quantity(line.quantity, quantityDigits);
      if (kind === 'position') {
        const label = t('line.position', { side: t(`side.${side === 'buy' ? 'long' : 'short'}`), quantity });
        const remove = { name: t('onChart.close', { symbol }), ask: close };
        return { id, price, label, tone: kind, more: <PositionResult symbol={symbol} />, remove };
      }
      if (kind === 'liquidation') return { id, price, label: t('onChart.liquidation'), tone: kind };
      const words = { side: t(`side.${side}`), quantity };
      const { part, moves } = line;
      const label = part
        ? t(`onChart.${part}Tag`, words)
        : kind === 'order'
          ? t('line.order', words)
          : t(`line.${kind}`);
      if (!moves) return { id, price, label, tone: kind };
      const { order, level } = moves;
      const name = t(`onChart.${part ?? kind}`, words);
      return {
        id,
        price,
        label,
        tone: kind,
        move: {
          name,
          to: (next) =>
            amend({ id: order.id, version: order.version, [level]: next }).then(
              () =>
                toast(t('onChart.moved', { symbol, line: name, before: shown(price), after: shown(next) })),
              (error: unknown) => toast(errorText(error), { tone: 'error' }),
            ),
        },
      };
    }

    return tradeLines(symbol, positions ?? [], orders ?? []).map(lineOf);
  }, [symbol, priceDigits, quantityDigits, positions, orders, amend, close, t, formats, errorText]);
}

/** Asks how much of the position is closed, at its newest price. */
function Closing({ instrument, onClose }: { instrument: Instrument; onClose: () => void }) {
  const { account } = useSelectedAccount();
  const { query, live } = useLivePositions(account);
  const position = live.find((row) => row.symbol === instrument.symbol);
  // What was closed meanwhile is not asked about any more: otherwise the next position would be.
  const isGone = query.isSuccess && !position;
  useEffect(() => {
    if (isGone) onClose();
  }, [isGone, onClose]);
  const digits = { price: instrument.priceDigits, quantity: instrument.quantityDigits };
  return account && position ? (
    <CloseDialog account={account} position={position} digits={digits} onClose={onClose} />
  ) : null;
}

/** The levels of the order being written. */
function useDraftLines(draft: ReadDraft | null): ChartLine[] {
  const { t } = useTranslation('paperTrading');
  return useMemo(
    () =>
      draft
        ? [
            ...(draft.stopLoss ? [{ level: draft.stopLoss, label: t('line.stopLoss') }] : []),
            ...(draft.takeProfit ? [{ level: draft.takeProfit, label: t('line.takeProfit') }] : []),
            ...draft.further.map((level, index) => ({
              level,
              label: `${t('line.takeProfit')} ${index + 2}`,
            })),
          ].map(({ level, label }) => ({
            id: `draft ${label}`,
            price: level.toNumber(),
            label,
            tone: 'draft' as const,
          }))
        : [],
    [draft, t],
  );
}

/** With what prices of now stand on the chart: until the first one after a split they are of old shares, as orders and positions are. */
function useNewestFactor(source: BarSource, at: FactorAt): number {
  const quoted = useQuote(source.symbol)?.time;
  return useSyncExternalStore(source.subscribe, () => {
    const last = source.state.bars.at(-1);
    // A week or a month goes on after the split: that it has a bar says nothing of the newest price.
    if (quoted !== undefined) return at(Math.max(quoted, (last?.t ?? 0) * 1000));
    const end = last
      ? (last.t + stepOf(source.interval, source.state.bars)) * 1000
      : Number.POSITIVE_INFINITY;
    return at(Math.min(source.origin.now(), end) - 1);
  });
}

/** @param factor Null while it is not known: what is moved then might go to the price of other shares. */
function scaled(line: ChartLine, factor: number | null): ChartLine {
  if (factor === null) return { ...line, move: undefined };
  if (factor === 1) return line;
  const { move, price } = line;
  return { ...line, price: price * factor, move: move && { ...move, to: (next) => move.to(next / factor) } };
}

/** An account on a chart: its position with its result, which can be closed, its orders, which can be moved, and where it traded. */
export default function TradeOverlay({ instrument, draft, picking, chart, source }: TradeOverlayProps) {
  const { t } = useTranslation('paperTrading');
  const held = useSyncExternalStore(chart.subscribe, chart.get);
  const { account } = useSelectedAccount();
  const [hasEarlier, setHasEarlier] = useState(false);
  const seenFrom = useSeenFrom(chart, source, hasEarlier);
  const { fills, ...read } = useSymbolFills(account, instrument.symbol, seenFrom);
  if (read.hasEarlier !== hasEarlier) setHasEarlier(read.hasEarlier);
  const [isClosing, setClosing] = useState(false);
  const close = useCallback(() => setClosing(true), []);
  const trades = useTradeLines(instrument, close);
  const drafted = useDraftLines(draft);
  const { at, isKnown } = useFactors(source);
  const newest = useNewestFactor(source, at);
  const factor = isKnown ? newest : null;
  const lines = useMemo(
    () => [...trades, ...drafted].map((line) => scaled(line, factor)),
    [trades, drafted, factor],
  );
  const marks = useMemo(
    () =>
      isKnown ? tradeMarks(fills ?? []).map((mark) => ({ ...mark, price: mark.price * at(mark.at) })) : [],
    [fills, at, isKnown],
  );
  const places = useCallback(
    () => createTimeline(source.state.bars, stepOf(source.interval, source.state.bars)),
    [source],
  );
  return (
    <>
      <LineOverlay
        chart={held}
        lines={lines}
        marks={marks}
        places={places}
        digits={instrument.priceDigits}
        label={t('onChart.all')}
      />
      {isClosing && <Closing instrument={instrument} onClose={() => setClosing(false)} />}
      {picking && <PickBar chart={chart} picking={picking} />}
    </>
  );
}
