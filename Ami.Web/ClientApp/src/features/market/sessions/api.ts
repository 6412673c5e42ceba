import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';

/** When sessions of a symbol open within a time, in seconds; asked for where there is one. */
export function useOpenings(symbol: string, span: { from: number; to: number } | null) {
  return useQuery({
    queryKey: ['market', 'sessions', symbol, span],
    queryFn: async ({ signal }) => {
      if (!span) throw new Error('There is no time to ask about.');
      const query = {
        from: new Date(span.from * 1000).toISOString(),
        to: new Date(span.to * 1000).toISOString(),
      };
      const { items } = await unwrap(
        api.GET('/api/trading/symbols/{symbol}/sessions', { params: { path: { symbol }, query }, signal }),
      );
      return items.map(({ opens }) => Date.parse(opens) / 1000);
    },
    enabled: span !== null,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  }).data;
}
