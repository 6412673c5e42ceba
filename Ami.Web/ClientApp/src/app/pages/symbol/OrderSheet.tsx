import { Button } from '@mantine/core';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '@/components/IconButton';
import type { Instrument, Side } from '@/features/paper-trading/api/types';
import { useFormats } from '@/lib/formats/useFormats';
import { useQuote } from '@/lib/live/quotes';
import classes from './OrderSheet.module.css';
import './texts';

export type OrderSheetProps = {
  instrument: Instrument;
  /** Charts show several symbols: it says which one this is about. */
  isNamed: boolean;
  /** Grows each time the ticket is wanted from elsewhere. */
  wanted: number | undefined;
  onOrder: (side: Side) => void;
  children: ReactNode;
};

/** On a phone: buying and selling always in sight, and the ticket over the lower part of the page while an order is written. */
export default function OrderSheet({ instrument, isNamed, wanted, onOrder, children }: OrderSheetProps) {
  const { t } = useTranslation('workspace');
  const { t: words } = useTranslation('paperTrading');
  const formats = useFormats();
  const quote = useQuote(instrument.symbol);
  const [closed, setClosed] = useState<number | undefined>(undefined);
  const open = wanted !== undefined && wanted !== closed;
  const close = () => {
    setClosed(wanted);
    // It can have the focus once it is painted.
    requestAnimationFrame(() => document.getElementById('order-sheet-buy')?.focus());
  };
  const price = { buy: quote?.ask, sell: quote?.bid };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) close();
  };
  return (
    <section className={classes.sheet} aria-label={t('order.label')} onKeyDown={onKeyDown}>
      <div className={classes.ticket} hidden={!open}>
        <div className={classes.close}>
          <IconButton icon="chevronDown" label={t('side.collapse')} onClick={close} />
        </div>
        {children}
      </div>
      <div className={classes.bar} hidden={open}>
        {(['buy', 'sell'] as const).map((side) => (
          <Button
            key={side}
            id={`order-sheet-${side}`}
            variant={side === 'buy' ? 'filled' : 'default'}
            fullWidth
            onClick={() => onOrder(side)}
          >
            {words(`side.${side}`)}
            {isNamed && ` ${instrument.symbol}`}
            <span className={classes.price} aria-hidden="true">
              {price[side] === undefined ? '–' : formats.price(price[side], instrument.priceDigits)}
            </span>
          </Button>
        ))}
      </div>
    </section>
  );
}
