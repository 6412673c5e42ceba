import { WatchlistPanel } from '@/features/market/watchlist/WatchlistPanel';

/** The watchlists, whose code comes when they are looked at. */
export default function Watchlists({ symbol }: { symbol: string }) {
  return <WatchlistPanel current={symbol} />;
}
