import { queryClient, retryRead } from '@/lib/api/query';
import type { CandleMessage, MarketMessage } from '@/lib/live/messages';
import type { LinkState } from '@/lib/live/socket';
import { applyCandle, barsOf, withEarlier, withNewest, type Bar } from './bars';
import { findLater, type ReadBars } from './findLater';
import { secondsOf, type Interval } from './intervals';
import { market, type Origin } from './origin';

/** `last`: only the newest bar differs, or one was added behind it; `later`: a page was added behind; `all`: anything may. */
export type BarsChange = 'last' | 'later' | 'all';

export type FeedState = LinkState | 'stale' | 'replay';

export type BarsState = {
  bars: readonly Bar[];
  status: 'loading' | 'ready' | 'failed';
  error: unknown;
  loadingEarlier: boolean;
  hasEarlier: boolean;
  /** Somebody went to a date: what came after these bars is not loaded, and nothing moves. */
  hasLater: boolean;
  /** The newest bar is still open. */
  forming: boolean;
  feed: { state: FeedState; since: number };
};

const pageSize = 600;

type LiveSocket = ReturnType<Origin['follow']>;

/** The bars of one symbol and interval: history by pages, newest bar from the stream, repaired after gaps and reconnects. */
export function createBarSource(symbol: string, interval: Interval, origin: Origin = market) {
  let state: BarsState = {
    bars: [],
    status: 'loading',
    error: null,
    loadingEarlier: false,
    hasEarlier: false,
    hasLater: false,
    forming: false,
    feed: { state: 'connecting', since: Date.now() },
  };
  let earlierTo: string | null = null;
  let early: CandleMessage[] = [];
  let repairing = false;
  let extending = false;
  /** Grows whenever other bars take the place of those that are there. */
  let window = 0;
  let also = '';
  let open: LiveSocket | null = null;
  const sockets = new Set<LiveSocket>();
  let wasLive = false;
  const hearers = new Set<(message: MarketMessage, also: string) => void>();
  const listeners = new Set<(change: BarsChange | 'state') => void>();

  function set(next: Partial<BarsState>, change: BarsChange | 'state') {
    state = { ...state, ...next };
    listeners.forEach((listener) => listener(change));
  }

  const fetchChart: ReadBars = (to, limit, from) =>
    queryClient.fetchQuery({
      queryKey: [origin.key, 'chart', symbol, interval, to ?? 'newest', limit, from],
      queryFn: ({ signal }) => origin.readChart(symbol, interval, { from, to, limit }, signal),
      staleTime: 0,
      gcTime: 0,
      retry(n, error) {
        // Why it takes so long is told while it waits.
        if (state.status === 'loading') set({ error }, 'state');
        return retryRead(n, error);
      },
    });

  async function load() {
    if (state.hasLater) return;
    if (state.bars.length === 0) set({ status: 'loading', error: null }, 'state');
    try {
      const mine = window;
      const chart = await fetchChart(undefined, pageSize);
      if (mine !== window) return;
      const first = state.bars.length === 0;
      if (first) {
        earlierTo = chart.nextTo ?? null;
        set({ hasEarlier: chart.hasMore }, 'state');
      }
      set(
        {
          status: 'ready',
          error: null,
          forming: chart.forming,
          bars: withNewest(state.bars, barsOf(chart), chart.forming),
        },
        'all',
      );
      const waiting = early;
      early = [];
      waiting.forEach(receiveCandle);
    } catch (error) {
      if (state.status !== 'ready') set({ status: 'failed', error }, 'state');
    }
  }

  async function loadEarlier() {
    if (state.status !== 'ready' || state.loadingEarlier || !state.hasEarlier || earlierTo === null) return;
    set({ loadingEarlier: true }, 'state');
    const mine = window;
    try {
      const chart = await fetchChart(earlierTo, pageSize);
      if (mine !== window) return;
      earlierTo = chart.nextTo ?? null;
      set(
        {
          bars: withEarlier(state.bars, barsOf(chart)),
          hasEarlier: chart.hasMore && earlierTo !== null,
          loadingEarlier: false,
        },
        'all',
      );
    } catch {
      // The page that is there stays usable; scrolling on asks again.
      if (mine === window) set({ loadingEarlier: false }, 'state');
    }
  }

  /** Puts a page in the place of what is there. The newest one goes on live; another one stands still. */
  async function replace(to: string | undefined) {
    const mine = ++window;
    const chart = await fetchChart(to, pageSize);
    const bars = barsOf(chart);
    if (mine !== window) return false;
    if (bars.length === 0) {
      set({ loadingEarlier: false }, 'state');
      return false;
    }
    earlierTo = chart.nextTo ?? null;
    early = [];
    set(
      {
        status: 'ready',
        error: null,
        bars,
        forming: chart.forming,
        hasEarlier: chart.hasMore && earlierTo !== null,
        hasLater: to !== undefined,
        loadingEarlier: false,
      },
      'all',
    );
    return true;
  }

  async function loadLater() {
    const last = state.bars.at(-1);
    if (!state.hasLater || extending || !last) return;
    extending = true;
    const mine = window;
    try {
      const found = await findLater(fetchChart, last.t, secondsOf(interval), pageSize);
      if (mine !== window) return;
      if (!found) await replace(undefined);
      else {
        const { bars, isNewest, forming } = found;
        set({ bars: [...state.bars, ...bars], hasLater: !isNewest, forming }, 'later');
      }
    } catch {
      // As above: scrolling on asks again.
      set({}, 'state');
    } finally {
      extending = false;
    }
  }

  async function repair() {
    if (repairing) return;
    repairing = true;
    await load();
    repairing = false;
  }

  function receiveCandle(candle: CandleMessage) {
    if (candle.interval !== interval || candle.symbol !== symbol || state.hasLater) return;
    if (state.status !== 'ready') {
      early = [...early.slice(-20), candle];
      return;
    }
    const result = applyCandle(state.bars, candle, !state.forming);
    if (result.effect === 'ignored') return;
    set({ bars: result.bars, forming: !candle.closed }, 'last');
    if (result.effect === 'gap') void repair();
  }

  function receive(message: MarketMessage, streamed: string) {
    hearers.forEach((hear) => hear(message, streamed));
    if (message.type === 'candle') receiveCandle(message);
    if (message.type === 'status') set({ feed: { state: message.state, since: message.since } }, 'state');
  }

  /** Opens the stream, or another one in the place of one that goes on until the new one tells. */
  function connect() {
    const streamed = also;
    let takesOver = open !== null;
    const opened = origin.follow({
      symbol,
      interval,
      also: streamed,
      onMessage: (message) => receive(message as MarketMessage, streamed),
      onState(link) {
        if (opened !== open) return;
        set({ feed: { state: link, since: Date.now() } }, 'state');
        if (link !== 'live') return;
        closeAllBut(opened);
        if (wasLive && !takesOver) void repair();
        [takesOver, wasLive] = [false, true];
      },
    });
    open = opened;
    sockets.add(opened);
  }

  function closeAllBut(kept: LiveSocket | null) {
    sockets.forEach((socket) => {
      if (socket === kept) return;
      sockets.delete(socket);
      socket.close();
    });
  }

  return {
    symbol,
    interval,
    origin,
    get state() {
      return state;
    },
    subscribe(listener: (change: BarsChange | 'state') => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Everything that the stream tells, with what it was asked for beside the bars. */
    hear(hearer: (message: MarketMessage, also: string) => void) {
      hearers.add(hearer);
      return () => void hearers.delete(hearer);
    },
    /** Asks the stream for more than bars: further parameters of its address. */
    alsoStream(parameters: string) {
      if (parameters === also) return;
      also = parameters;
      if (open) connect();
    },
    load: () => void load(),
    loadEarlier: () => void loadEarlier(),
    loadLater: () => void loadLater(),
    /**
     * Loads the bars around an instant, in seconds, where they are not there yet.
     * @returns Whether there are bars of that time, or before it.
     */
    async goTo(t: number): Promise<boolean> {
      if (state.status !== 'ready') return false;
      const [first, last] = [state.bars[0]?.t, state.bars.at(-1)?.t];
      if (first !== undefined && last !== undefined && t >= first && (t <= last || !state.hasLater))
        return true;
      const until = t + (pageSize / 2) * secondsOf(interval);
      return replace(until * 1000 >= origin.now() ? undefined : new Date(until * 1000).toISOString());
    },
    /**
     * Loads them anew: those that are there are adjusted otherwise than they are to be now.
     * @returns Whether that was done: others may have taken their place meanwhile.
     */
    renew: () => replace(undefined),
    /** Back to the bars that move. */
    toNewest: async () => !state.hasLater || replace(undefined),
    /** Loads and follows until the returned function is called. */
    start() {
      void load();
      connect();
      return () => {
        open = null;
        closeAllBut(null);
      };
    },
  };
}

export type BarSource = ReturnType<typeof createBarSource>;
