import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';

const pausesEvery = 15_000;

type Known = { symbol: string; isPaused: boolean };

/**
 * Whether staff have paused a symbol, asked again every 15 seconds while `isAsked`: a pause of less is not noticed by who sends nothing. Until then what is
 * known of it, or what the list of symbols said where that was read.
 */
export function useIsPaused(known: Known | string, isAsked: boolean): boolean {
  const client = useQueryClient();
  const symbol = typeof known === 'string' ? known : known.symbol;
  const { data } = useQuery({
    queryKey: ['market', 'symbol', symbol],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/api/trading/symbols/{symbol}', { params: { path: { symbol } }, signal })),
    select: (now) => now.isPaused,
    refetchInterval: pausesEvery,
    enabled: isAsked,
  });
  const said = () =>
    typeof known === 'string'
      ? client.getQueryData<Known[]>(['market', 'symbols'])?.find((one) => one.symbol === symbol)
      : known;
  return isAsked && (data ?? said()?.isPaused ?? false);
}
