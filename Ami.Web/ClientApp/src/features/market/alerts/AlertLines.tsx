import { useMemo, useState, useSyncExternalStore, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartLine } from '@/components/charts/lines/lines';
import { LineOverlay } from '@/components/charts/lines/LineOverlay';
import { later } from '@/components/later';
import { toast } from '@/components/toasts';
import { ApiError } from '@/lib/api/errors';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useFactors } from '../adjusted/factors';
import type { BarSource } from '../chart/barSource';
import type { CandleChart } from '../chart/candleChart';
import type { Slot } from '../chart/slot';
import { bodyOf, useAlerts, useKeepAlert, type Alert } from './api';
import type { DeleteAlertProps } from './DeleteAlert';
import { alertLevels, nameAt, namesPrice, type AlertLevel } from './levels';
import { movedTo } from './prices';
import './texts';

export type AlertLinesProps = {
  chart: Slot<CandleChart>;
  /** What has the focus when keys are the chart's. */
  view: RefObject<HTMLElement | null>;
  source: BarSource;
  priceDigits: number;
};

const DeleteAlert = later<DeleteAlertProps>(() => import('./DeleteAlert'));

const tones = { armed: 'alert', starting: 'alert', waiting: 'alertWaiting', off: 'alertOff' } as const;

/** The prices that alerts on the symbol wait for; one that is all that its alert asks for can be moved. */
export default function AlertLines({ chart, view, source, priceDigits }: AlertLinesProps) {
  const { t } = useTranslation('alerts');
  const formats = useFormats();
  const errorText = useErrorText();
  const held = useSyncExternalStore(chart.subscribe, chart.get);
  const items = useAlerts().data?.items;
  const { mutateAsync: keep } = useKeepAlert();
  const [deleted, setDeleted] = useState<Alert | null>(null);
  const { symbol } = source;
  const { at, isKnown } = useFactors(source, 'splits');

  const lines = useMemo(() => {
    const shown = (price: number) => formats.price(price, priceDigits);

    function lineOf({ id, alert, price: written, state, isMovable }: AlertLevel): ChartLine {
      const { name } = alert;
      // Written for the shares of then, shown among prices of those of now; moved it is written anew.
      const price = written * at(Date.parse(alert.writtenAt));
      const level = shown(price);
      const said = t(`line.${state}`);
      const move = async (to: number) => {
        const body = {
          ...bodyOf(alert),
          ...movedTo(alert, to),
          name: nameAt(alert, [written, to], priceDigits, formats.decimalSeparator),
        };
        try {
          await keep({ id: alert.id, body });
          toast(t('line.moved', { name: body.name, before: level, after: shown(to) }));
        } catch (error) {
          // That is told wherever an alert is changed.
          if (!(error instanceof ApiError && error.code === 'market.alert_changed'))
            toast(errorText(error), { tone: 'error' });
        }
      };
      return {
        id,
        price,
        label:
          price === written && namesPrice(name, price, priceDigits)
            ? name
            : t('line.label', { name, price: level }),
        tone: tones[state],
        more: <span>{said}</span>,
        move: isMovable ? { name: t('line.name', { name, state: said }), to: move } : undefined,
        remove: { name: t('delete', { name }), ask: () => setDeleted(alert) },
      };
    }

    return isKnown ? alertLevels(items ?? [], symbol).map(lineOf) : [];
  }, [items, symbol, priceDigits, at, isKnown, keep, t, formats, errorText]);

  return (
    <>
      <LineOverlay chart={held} lines={lines} digits={priceDigits} label={t('line.all')} />
      {deleted && (
        <DeleteAlert alert={deleted} onDone={() => view.current?.focus()} onClose={() => setDeleted(null)} />
      )}
    </>
  );
}
