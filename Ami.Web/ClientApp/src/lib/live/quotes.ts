import { createContext, useCallback, useContext, useEffect, useSyncExternalStore } from 'react';
import { openLiveSocket } from './connection';
import type { MarketMessage, TickMessage } from './messages';
import type { LinkState } from './socket';

export type LiveQuote = Pick<TickMessage, 'symbol' | 'time' | 'bid' | 'ask' | 'last'>;

type Open = (options: {
  path: string;
  onMessage: (message: { type: string }) => void;
  onState: (state: LinkState) => void;
}) => { close(): void };

/** Mounting and unmounting pages ask for symbols in bursts; the socket follows once they settle. */
const settleMs = 60;
const lingerMs = 3_000;

/** The latest price of every symbol on screen, over one socket for the whole app. */
export function createQuotes(open: Open) {
  const wanted = new Map<string, number>();
  const quotes = new Map<string, LiveQuote>();
  const listeners = new Map<string, Set<() => void>>();
  let subscribed = '';
  let socket: { close(): void } | null = null;
  let settling: ReturnType<typeof setTimeout> | undefined;

  const symbols = () => [...wanted.keys()].sort().join(',');

  function follow() {
    const next = symbols();
    if (next === subscribed) return;
    const old = socket;
    subscribed = next;
    socket = next === '' ? null : connect(next, () => old?.close());
    if (!socket) old?.close();
  }

  /** The old socket stays until the new one is live, so that prices do not pause. */
  function connect(list: string, onLive: () => void) {
    return open({
      path: `/api/trading/stream?symbols=${encodeURIComponent(list)}`,
      onMessage: (message) => receive(message as MarketMessage),
      onState: (state) => {
        if (state === 'live' || state === 'reconnecting') onLive();
      },
    });
  }

  function receive(message: MarketMessage) {
    if (message.type !== 'tick') return;
    const known = quotes.get(message.symbol);
    if (known && known.time > message.time) return;
    quotes.set(message.symbol, message);
    listeners.get(message.symbol)?.forEach((listener) => listener());
  }

  function settle(delay: number) {
    clearTimeout(settling);
    settling = setTimeout(follow, delay);
  }

  return {
    /** What time it is there, milliseconds. */
    now: Date.now,
    get: (symbol: string) => quotes.get(symbol),
    subscribe(symbol: string, listener: () => void) {
      const set = listeners.get(symbol) ?? new Set();
      listeners.set(symbol, set.add(listener));
      return () => void set.delete(listener);
    },
    /** Keeps these symbols flowing until the returned function is called. */
    want(list: readonly string[]) {
      for (const symbol of list) wanted.set(symbol, (wanted.get(symbol) ?? 0) + 1);
      settle(settleMs);
      return () => {
        for (const symbol of list) {
          const left = (wanted.get(symbol) ?? 1) - 1;
          if (left === 0) wanted.delete(symbol);
          else wanted.set(symbol, left);
        }
        settle(lingerMs);
      };
    },
    /** Another person signed in or nobody is: close at once and forget. */
    reset() {
      clearTimeout(settling);
      socket?.close();
      socket = null;
      subscribed = '';
      quotes.clear();
      if (wanted.size > 0) settle(settleMs);
    },
  };
}

export const liveQuotes = createQuotes(openLiveSocket);

export type Quotes = Pick<typeof liveQuotes, 'get' | 'subscribe' | 'want' | 'now'>;

/** The prices of a part of the page: those of now, unless something else is put around it. */
export const QuotesContext = createContext<Quotes>(liveQuotes);

/** Keeps prices of these symbols live while the component is mounted. */
export function useQuoteFeed(symbols: readonly string[]) {
  const quotes = useContext(QuotesContext);
  const key = symbols.join(',');
  useEffect(() => (key === '' ? undefined : quotes.want(key.split(','))), [key, quotes]);
}

/** The newest live quote of a symbol; undefined until the first tick. Someone must feed it with `useQuoteFeed`. */
export function useQuote(symbol: string): LiveQuote | undefined {
  const quotes = useContext(QuotesContext);
  const subscribe = useCallback(
    (listener: () => void) => quotes.subscribe(symbol, listener),
    [symbol, quotes],
  );
  return useSyncExternalStore(subscribe, () => quotes.get(symbol));
}
