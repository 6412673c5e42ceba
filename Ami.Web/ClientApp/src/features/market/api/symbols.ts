import { queryOptions, useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api/client';
import { ApiError } from '@/lib/api/errors';
import type { components } from '@/lib/api/schema';
import { useFlags } from '@/lib/flags/useFlags';
import { isNamed } from '../texts/instruments';

export type SymbolSummary = components['schemas']['SymbolSummary'];

export const symbolsQuery = queryOptions({
  queryKey: ['market', 'symbols'],
  queryFn: async ({ signal }) => (await unwrap(api.GET('/api/trading/symbols', { signal }))).items,
  // Prices between two loads come from the live stream; volumes and sparklines may be two minutes old.
  staleTime: 60_000,
  refetchInterval: 120_000,
});

/** Names in the language in use; the server knows the English ones. A screen says once that it is simulated, so names do not. */
export function useSymbols() {
  const { t } = useTranslation('instruments');
  return useQuery({
    ...symbolsQuery,
    enabled: useFlags()('module.market') === true,
    select: useCallback((symbols: SymbolSummary[]) => symbols.map((summary) => named(summary, t)), [t]),
  });
}

const named = (summary: SymbolSummary, t: TFunction<'instruments'>): SymbolSummary =>
  isNamed(summary.symbol) ? { ...summary, name: t(summary.symbol) } : summary;

/** One of the list that every page shares, so that going from symbol to symbol asks for nothing. */
export function useSymbol(symbol: string) {
  const { t } = useTranslation('instruments');
  const wanted = symbol.toUpperCase();
  return useQuery({
    ...symbolsQuery,
    select: useCallback(
      (symbols: SymbolSummary[]) => {
        const found = symbols.find((summary) => summary.symbol === wanted);
        if (!found) throw new ApiError(404, 'market.symbol_unknown', `There is no symbol ${wanted}.`);
        return named(found, t);
      },
      [wanted, t],
    ),
  });
}
