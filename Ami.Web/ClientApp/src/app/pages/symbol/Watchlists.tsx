import { WatchlistPanel } from '@/features/market/watchlist/WatchlistPanel';
import { liveQuotes, QuotesContext } from '@/lib/live/quotes';

/** The watchlists, whose code comes when they are looked at: at the prices of now, also beside a replay. */
export default function Watchlists({ symbol }: { symbol: string }) {
  return (
    <QuotesContext value={liveQuotes}>
      <WatchlistPanel current={symbol} />
    </QuotesContext>
  );
}
