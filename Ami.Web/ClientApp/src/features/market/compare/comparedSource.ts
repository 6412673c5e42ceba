import type { BarSource, BarsChange } from '../chart/barSource';
import { createBarSource } from '../chart/barSource';
import type { Bar } from '../chart/bars';
import { closesAt } from './align';

/** Another symbol at the bars of a chart: its bars follow wherever those of the chart go. */
export function createCompared(main: BarSource, symbol: string) {
  // Of its own, as a chart that shows the same bars goes elsewhere.
  const own = createBarSource(symbol, main.interval, main.origin);
  let error: unknown = null;
  let going = false;
  /** The middle of the chart's bars for which bars around it were asked last. */
  let sought: number | null = null;
  let aligned: { bars: readonly Bar[]; others: readonly Bar[]; closes: ReadonlyMap<number, number> } | null =
    null;
  const listeners = new Set<(change: BarsChange | 'state') => void>();

  const tell = (change: BarsChange | 'state') => listeners.forEach((listener) => listener(change));

  async function go(there: () => Promise<unknown>) {
    going = true;
    tell('state');
    try {
      await there();
      error = null;
    } catch (reason) {
      error = reason;
    }
    going = false;
    tell('state');
    if (error === null) approach();
  }

  /** One step towards the bars of the chart. What it brings leads to the next one. */
  function approach() {
    const [{ bars, hasLater }, its] = [main.state, own.state];
    const [first, middle, last] = [bars[0]?.t, bars[bars.length >> 1]?.t, bars.at(-1)?.t];
    const [oldest, newest] = [its.bars[0]?.t, its.bars.at(-1)?.t];
    if (going || its.status !== 'ready' || first === undefined || middle === undefined) return;
    if (last === undefined || oldest === undefined || newest === undefined) return;
    const isApart = oldest > last || (its.hasLater && newest < first);
    if (its.hasLater && !hasLater) void go(own.toNewest);
    else if (isApart && hasLater && sought !== middle) {
      sought = middle;
      void go(() => own.goTo(middle));
    } else if (oldest > first && oldest <= last) own.loadEarlier();
    else if (its.hasLater && newest < last) own.loadLater();
  }

  function follow(change: BarsChange | 'state') {
    // Once the source is done with what it tells of.
    if (change === 'all' || change === 'later') queueMicrotask(approach);
  }

  return {
    symbol,
    /** Its own bars, for who watches over how they are adjusted. */
    own: {
      symbol,
      origin: own.origin,
      get state() {
        return own.state;
      },
      renew() {
        // It comes back from the newest to where the chart is.
        sought = null;
        return own.renew();
      },
    },
    get state() {
      const { status: its, bars } = own.state;
      const status = going ? ('loading' as const) : its;
      return { status, error: own.state.error ?? error, isEmpty: status === 'ready' && bars.length === 0 };
    },
    /** Its closes by the opening of the chart's bars. The same map as long as neither changes. */
    closes() {
      const [{ bars }, { bars: others }] = [main.state, own.state];
      if (aligned?.bars !== bars || aligned.others !== others)
        aligned = { bars, others, closes: closesAt(bars, others, main.interval) };
      return aligned.closes;
    },
    /** Tells what changes of its own bars; the chart's tell of themselves. */
    subscribe(listener: (change: BarsChange | 'state') => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    retry() {
      error = null;
      sought = null;
      if (own.state.status === 'ready') approach();
      else own.load();
    },
    /** Loads and follows until the returned function is called. */
    start() {
      const stops = [
        main.subscribe(follow),
        own.subscribe((change) => {
          follow(change);
          tell(change);
        }),
        own.start(),
      ];
      return () => stops.forEach((stop) => stop());
    },
  };
}

export type Compared = ReturnType<typeof createCompared>;
