import type { SymbolSummary } from '../api/symbols';

/** The change over 24 hours (fraction) at a newer price: the price 24 hours ago follows from what was loaded. */
export function changeWith(
  { last, change24h }: Pick<SymbolSummary, 'last' | 'change24h'>,
  live?: number,
): number | null {
  if (change24h == null) return null;
  if (live === undefined || last == null || change24h <= -1) return change24h;
  return (live / last) * (1 + change24h) - 1;
}
