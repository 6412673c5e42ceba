import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '@/lib/formats/useFormats';
import type { LiveQuote } from '@/lib/live/quotes';
import type { Side } from '../api/types';
import classes from './SideSwitch.module.css';

type Props = { side: Side; quote: LiveQuote | undefined; digits: number; onChange: (side: Side) => void };

/** Buy or sell, each with the price it would get now. */
export function SideSwitch({ side, quote, digits, onChange }: Props) {
  const { t } = useTranslation('paperTrading');
  const formats = useFormats();
  const price = { buy: quote?.ask, sell: quote?.bid };
  return (
    <div className={classes.switch} role="radiogroup" aria-label={t('ticket.side')}>
      {(['buy', 'sell'] as const).map((value) => (
        <UnstyledButton
          key={value}
          role="radio"
          aria-checked={side === value}
          tabIndex={side === value ? 0 : -1}
          className={classes.side}
          onClick={() => onChange(value)}
          onKeyDown={(event) => {
            if (!event.key.startsWith('Arrow')) return;
            event.preventDefault();
            const other = value === 'buy' ? 'sell' : 'buy';
            onChange(other);
            const sibling = event.currentTarget.parentElement?.querySelector<HTMLElement>(
              `[data-side="${other}"]`,
            );
            sibling?.focus();
          }}
          data-side={value}
        >
          <span className={classes.name}>{t(`side.${value}`)}</span>
          <span className={classes.price} aria-hidden="true">
            {price[value] === undefined ? '–' : formats.price(price[value], digits)}
          </span>
        </UnstyledButton>
      ))}
    </div>
  );
}
