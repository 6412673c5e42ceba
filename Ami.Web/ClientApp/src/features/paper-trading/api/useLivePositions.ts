import { useMemo } from 'react';
import { useQuoteFeed } from '@/lib/live/quotes';
import { useQuotes } from '@/lib/live/useQuotes';
import { accountWith, atPrice } from '../domain/livePosition';
import { usePositions } from './parts';
import type { Account } from './types';

/** Open positions and the account at the newest prices. */
export function useLivePositions(account: Account | undefined) {
  const query = usePositions();
  const positions = useMemo(() => query.data ?? [], [query.data]);
  const symbols = positions.map(({ symbol }) => symbol);
  useQuoteFeed(symbols);
  const quotes = useQuotes(symbols);
  return useMemo(() => {
    const live = positions.map((position) => atPrice(position, quotes.get(position.symbol)?.last));
    const times = [...quotes.values()].map(({ time }) => time);
    return {
      query,
      live,
      account: account && accountWith(account, positions, live),
      /** Milliseconds since 1970: of what is newest in it. */
      at: Math.max(query.dataUpdatedAt, ...times),
    };
  }, [query, positions, quotes, account]);
}
