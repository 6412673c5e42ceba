import type { KeyboardEvent } from 'react';
import { AmountInput } from '@/components/AmountInput';
import { movedBy } from '@/components/charts/lines/movedBy';
import { Decimal } from '@/lib/formats/decimal';
import { asTyped, readAmount } from '@/lib/formats/numberInput';
import { useFormats } from '@/lib/formats/useFormats';

type Props = {
  label: string;
  value: string;
  digits: number;
  error?: string | null;
  disabled?: boolean;
  onChange: (value: string) => void;
  onEnter?: () => void;
  onEscape?: () => void;
};

const ticks: Partial<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1, PageUp: 100, PageDown: -100 };

/** A price as text, which the arrows move by its smallest step as they move its line on the chart. */
export function PriceField({ digits, onEnter, onEscape, ...field }: Props) {
  const { decimalSeparator } = useFormats();
  function press(event: KeyboardEvent) {
    const by = ticks[event.key];
    const at = readAmount(field.value, digits, decimalSeparator).value;
    if (event.key === 'Enter' && onEnter) onEnter();
    else if (event.key === 'Escape' && onEscape) onEscape();
    else if (by !== undefined && at)
      field.onChange(
        asTyped(
          Decimal.of(movedBy(at.toNumber(), event.shiftKey ? 10 * by : by, digits)).rounded(digits),
          decimalSeparator,
        ),
      );
    else return;
    event.preventDefault();
  }
  return <AmountInput size="xs" {...field} error={field.error ?? null} onKeyDown={press} />;
}
