import { useMemo } from 'react';
import { useSymbols } from '@/features/market/api/symbols';
import type { DigitsBySymbol } from '@/features/paper-trading/components/digits';

/** Decimals per symbol, from the market's list to the tables of paper trading. */
export function useDigits(): DigitsBySymbol {
  const { data } = useSymbols();
  return useMemo(
    () =>
      new Map(
        (data ?? []).map((row) => [row.symbol, { price: row.priceDigits, quantity: row.quantityDigits }]),
      ),
    [data],
  );
}
