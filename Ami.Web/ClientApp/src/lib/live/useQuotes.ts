import { useCallback, useContext, useRef, useSyncExternalStore } from 'react';
import { QuotesContext, type LiveQuote } from './quotes';

/** The newest quotes of several symbols as one map; renders at most once a frame however fast they tick. */
export function useQuotes(symbols: readonly string[]): ReadonlyMap<string, LiveQuote> {
  const quotes = useContext(QuotesContext);
  const key = symbols.join(',');
  const cache = useRef<{ key: string; map: ReadonlyMap<string, LiveQuote> } | null>(null);

  const subscribe = useCallback(
    (render: () => void) => {
      let frame = 0;
      const schedule = () => {
        frame ||= requestAnimationFrame(() => {
          frame = 0;
          cache.current = null;
          render();
        });
      };
      const stops = key === '' ? [] : key.split(',').map((symbol) => quotes.subscribe(symbol, schedule));
      return () => {
        cancelAnimationFrame(frame);
        stops.forEach((stop) => stop());
      };
    },
    [key, quotes],
  );

  return useSyncExternalStore(subscribe, () => {
    if (cache.current?.key !== key) {
      const found = key
        .split(',')
        .flatMap((symbol) => {
          const quote = quotes.get(symbol);
          return quote ? [quote] : [];
        })
        .map((quote) => [quote.symbol, quote] as const);
      cache.current = { key, map: new Map(found) };
    }
    return cache.current.map;
  });
}
