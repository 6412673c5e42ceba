import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '@/components/toasts';
import type { BarSource } from '@/features/market/chart/barSource';
import type { CandleChart } from '@/features/market/chart/candleChart';
import type { Slot } from '@/features/market/chart/slot';
import type { ChartLine } from '@/features/market/lines/lines';
import { LineOverlay } from '@/features/market/lines/LineOverlay';
import { useSymbolFills } from '@/features/paper-trading/api/fills';
import { useAmendOrder } from '@/features/paper-trading/api/orders';
import { usePositions, useWorkingOrders } from '@/features/paper-trading/api/parts';
import type { Instrument } from '@/features/paper-trading/api/types';
import { useSelectedAccount } from '@/features/paper-trading/api/useSelectedAccount';
import { PositionResult } from '@/features/paper-trading/components/PositionResult';
import { tradeLines, tradeMarks, type TradeLine } from '@/features/paper-trading/domain/chartLines';
import type { ReadDraft } from '@/features/paper-trading/domain/orderDraft';
import '@/features/paper-trading/texts/chart';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { PickBar } from './replay/PickBar';
import type { Picking } from './replay/ReplayStart';

export type TradeOverlayProps = {
  chart: Slot<CandleChart>;
  source: BarSource;
  instrument: Instrument;
  /** The order that is being written. */
  draft: ReadDraft | null;
  /** A bar that is to be chosen on it. */
  picking: Picking | null;
};

function useTradeLines({ symbol, priceDigits, quantityDigits }: Instrument): ChartLine[] {
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
        return { id, price, label, tone: kind, more: <PositionResult symbol={symbol} /> };
      }
      const words = { side: t(`side.${side}`), quantity };
      const label = kind === 'order' ? t('line.order', words) : t(`line.${kind}`);
      const { moves } = line;
      if (!moves) return { id, price, label, tone: kind };
      const name = t(`onChart.${kind}`, words);
      return {
        id,
        price,
        label,
        tone: kind,
        move: {
          name,
          to: (next) =>
            amend({ id, version: moves.order.version, [moves.level]: next }).then(
              () =>
                toast(t('onChart.moved', { symbol, line: name, before: shown(price), after: shown(next) })),
              (error: unknown) => toast(errorText(error), { tone: 'error' }),
            ),
        },
      };
    }

    return tradeLines(symbol, positions ?? [], orders ?? []).map(lineOf);
  }, [symbol, priceDigits, quantityDigits, positions, orders, amend, t, formats, errorText]);
}

/** The levels of the order being written. */
function useDraftLines(draft: ReadDraft | null): ChartLine[] {
  const { t } = useTranslation('paperTrading');
  return useMemo(
    () =>
      (['takeProfit', 'stopLoss'] as const).flatMap((kind) => {
        const level = draft?.[kind];
        return level
          ? [
              {
                id: `draft-${kind}`,
                price: level.toNumber(),
                label: t(`line.${kind}`),
                tone: 'draft' as const,
              },
            ]
          : [];
      }),
    [draft, t],
  );
}

/** An account on a chart: its position with its result, its orders, which can be moved, and where it traded. */
export default function TradeOverlay({ instrument, draft, picking, ...on }: TradeOverlayProps) {
  const { t } = useTranslation('market');
  const { account } = useSelectedAccount();
  const fills = useSymbolFills(account, instrument.symbol).data?.items;
  const trades = useTradeLines(instrument);
  const drafted = useDraftLines(draft);
  const lines = useMemo(() => [...trades, ...drafted], [trades, drafted]);
  const marks = useMemo(() => tradeMarks(fills ?? []), [fills]);
  return (
    <>
      <LineOverlay
        {...on}
        lines={lines}
        marks={marks}
        digits={instrument.priceDigits}
        label={t('lines.all')}
      />
      {picking && <PickBar chart={on.chart} picking={picking} />}
    </>
  );
}
