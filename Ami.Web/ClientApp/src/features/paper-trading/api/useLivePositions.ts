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
    return { query, live, account: account && accountWith(account, positions, live) };
  }, [query, positions, quotes, account]);
}
