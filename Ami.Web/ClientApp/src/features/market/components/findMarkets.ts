import type { Sort } from '@/lib/urlState';
import type { SymbolSummary } from '../api/symbols';

export const classFilters = ['all', 'crypto', 'fx', 'commodity', 'index', 'equity'] as const;
export type ClassFilter = (typeof classFilters)[number];

export const marketColumns = ['symbol', 'last', 'change', 'high', 'low', 'volume'] as const;
export type MarketColumn = (typeof marketColumns)[number];

const value: Record<MarketColumn, (row: SymbolSummary) => string | number | null | undefined> = {
  symbol: (row) => row.symbol,
  last: (row) => row.last,
  change: (row) => row.change24h,
  high: (row) => row.high24h,
  low: (row) => row.low24h,
  volume: (row) => row.volume24h,
};

/** Rows that match search and class, in order; rows without a value come last in both directions. */
export function findMarkets(
  rows: readonly SymbolSummary[],
  query: string,
  assetClass: ClassFilter,
  sort: Sort<MarketColumn>,
): SymbolSummary[] {
  const wanted = query.trim().toLowerCase();
  const sign = sort.descending ? -1 : 1;
  return rows
    .filter((row) => assetClass === 'all' || row.assetClass === assetClass)
    .filter((row) => `${row.symbol} ${row.name}`.toLowerCase().includes(wanted))
    .sort((a, b) => {
      const [x, y] = [value[sort.by](a), value[sort.by](b)];
      if (x == null || y == null) return x == null && y == null ? 0 : x == null ? 1 : -1;
      const order = typeof x === 'string' ? x.localeCompare(String(y)) : x - Number(y);
      return order * sign || a.symbol.localeCompare(b.symbol);
    });
}
