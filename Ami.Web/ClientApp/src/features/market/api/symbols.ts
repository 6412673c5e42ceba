import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';

export type SymbolSummary = components['schemas']['SymbolSummary'];

export const symbolsQuery = queryOptions({
  queryKey: ['market', 'symbols'],
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/trading/symbols', { signal }))).items,
  // Prices between two loads come from the live stream; volumes and sparklines may be a minute old.
  refetchInterval: 60_000,
});

export const useSymbols = () => useQuery(symbolsQuery);

export function useSymbol(symbol: string) {
  return useQuery({
    queryKey: ['market', 'symbol', symbol],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/trading/symbols/{symbol}', { params: { path: { symbol } }, signal })),
    refetchInterval: 60_000,
  });
}
