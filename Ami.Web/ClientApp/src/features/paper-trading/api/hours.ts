import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useContext, useState } from 'react';
import { api, unwrap } from '@/lib/api/client';
import { stretchAt } from '@/lib/live/hours';
import { QuotesContext } from '@/lib/live/quotes';
import type { Instrument } from '../api/types';

const hour = 3_600_000;
/** So many are asked for at once, so that a replay that plays days in seconds seldom asks. */
const most = 60;

const startOf = (now: number) => Math.floor(now / hour) * hour;

/**
 * The stretch in which something trades now or next, by the clock of the market around: of a replay where there is one.
 * @returns Undefined until it is known, and where it trades around the clock.
 */
export function useStretch({ symbol, sessions }: Pick<Instrument, 'symbol' | 'sessions'>) {
  const now = useContext(QuotesContext).now();
  const [from, setFrom] = useState(() => startOf(now));
  const { data, isPlaceholderData } = useQuery({
    queryKey: ['market', 'sessions', symbol, from],
    queryFn: async ({ signal }) => {
      const params = { path: { symbol }, query: { from: new Date(from).toISOString(), limit: most } };
      return (await unwrap(api.GET('/api/trading/symbols/{symbol}/sessions', { params, signal }))).items;
    },
    enabled: sessions != null,
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
  const stretch = data && stretchAt(data, now);
  // All that was asked for is over.
  if (data && data.length > 0 && !isPlaceholderData && !stretch && from !== startOf(now))
    setFrom(startOf(now));
  return { stretch, now };
}

/** When an order ends that is good for the day and placed now; null until that is known. */
export function useDayEnd(instrument: Pick<Instrument, 'symbol' | 'sessions'>) {
  const { stretch, now } = useStretch(instrument);
  const today = new Date(now);
  const midnight = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate() + 1);
  return { ends: instrument.sessions == null ? midnight : (stretch?.dayEnds ?? null), now };
}
