import { queryOptions, useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, unwrap } from '@/lib/api/client';
import { ApiError } from '@/lib/api/errors';
import type { components } from '@/lib/api/schema';

export type SymbolSummary = components['schemas']['SymbolSummary'];

export const symbolsQuery = queryOptions({
  queryKey: ['market', 'symbols'],
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/trading/symbols', { signal }))).items,
  // Prices between two loads come from the live stream; volumes and sparklines may be two minutes old.
  staleTime: 60_000,
  refetchInterval: 120_000,
});

export const useSymbols = () => useQuery(symbolsQuery);

/** One of the list that every page shares, so that going from symbol to symbol asks for nothing. */
export function useSymbol(symbol: string) {
  const wanted = symbol.toUpperCase();
  return useQuery({
    ...symbolsQuery,
    select: useCallback(
      (symbols: SymbolSummary[]) => {
        const found = symbols.find((summary) => summary.symbol === wanted);
        if (!found) throw new ApiError(404, 'market.symbol_unknown', `There is no symbol ${wanted}.`);
        return found;
      },
      [wanted],
    ),
  });
}
