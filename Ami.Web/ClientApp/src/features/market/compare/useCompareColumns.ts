import { useEffect, useReducer, useSyncExternalStore } from 'react';
import { useFormats } from '@/lib/formats/useFormats';
import { useSymbols } from '../api/symbols';
import type { ValueColumn } from '../indicators/useValueColumns';
import type { Compared } from './comparedSource';
import type { Comparison } from './comparison';

const none: readonly Compared[] = [];

const nothing = () => () => undefined;

/** The closes of the symbols that the chart is compared with, as columns of a table. */
export function useCompareColumns(comparison: Comparison | null): ValueColumn[] {
  const formats = useFormats();
  const symbols = useSymbols().data;
  const others = useSyncExternalStore(comparison?.subscribe ?? nothing, () => comparison?.others() ?? none);
  const [, told] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const stops = others.map((other) => other.subscribe(told));
    return () => stops.forEach((stop) => stop());
  }, [others]);
  return others.map((other) => {
    const digits = symbols?.find(({ symbol }) => symbol === other.symbol)?.priceDigits ?? 2;
    return {
      id: `compare ${other.symbol}`,
      name: other.symbol,
      at(t: number) {
        const close = other.closes().get(t);
        return close === undefined ? '–' : formats.price(close, digits);
      },
    };
  });
}
