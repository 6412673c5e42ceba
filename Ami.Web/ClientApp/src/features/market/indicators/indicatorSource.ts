import { queryClient, retryRead } from '@/lib/api/query';
import type { MarketMessage } from '@/lib/live/messages';
import type { Bar } from '../chart/bars';
import type { BarSource, BarsChange } from '../chart/barSource';
import { secondsOf } from '../chart/intervals';
import type { ValuesQuery } from '../chart/origin';
import { sinceOf } from './since';

/** What one indicator gives: a value for each output at the bars that are loaded. */
export type Line = {
  values: Map<number, readonly (number | null)[]>;
  /** Bars by which each output is drawn to the side. */
  shifts: readonly number[];
  /** The bar from which it counts, for those whose level depends on it. */
  countsFrom: number | null;
  /** The oldest bar that was asked for, and since when it was told to count. */
  from: number;
  since: number | null;
  /** Of which window of bars: other bars in the place of those that were there begin another. */
  window: number;
};

export type WantedLine = { wish: string; counts: boolean; compares: boolean };

export type IndicatorsState = {
  lines: ReadonlyMap<string, Line>;
  loading: boolean;
  error: unknown;
};

/** `all`: anything may differ; a number: the values of that bar; `state`: no value. */
export type ValuesChange = 'all' | 'state' | number;

type Step = { wishes: readonly WantedLine[]; to?: number; limit: number; from: number };

const most = 5000;
const newest = 600;
const settleMs = 200;

/** Bars of a month are not all as long as the longest. */
const shortestMonth = 28 * 86_400;

/** The indicators of a chart: history from the server as far as there are bars, the newest bar from the stream. */
export function createIndicatorSource(bars: BarSource) {
  let state: IndicatorsState = { lines: new Map(), loading: false, error: null };
  let wanted: readonly WantedLine[] = [];
  let benchmark: string | null = null;
  let oldest: number | null = null;
  let latest: number | null = null;
  let stale = false;
  let window = 0;
  let refused = false;
  let running = false;
  let query = '';
  let followed: readonly string[] = [];
  let settling: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<(change: ValuesChange) => void>();

  function set(next: Partial<IndicatorsState>, change: ValuesChange) {
    state = { ...state, ...next };
    listeners.forEach((listener) => listener(change));
  }

  const since = () => sinceOf(bars.state.bars, secondsOf(bars.interval));
  const isFresh = (line: Line | undefined, counts: boolean) =>
    line && line.window === window && (!counts || line.since === since());
  /** The newest bars are asked for without saying until when, so that the forming one is among them. */
  const endOf = (last: Bar | undefined) =>
    last && bars.state.hasLater ? last.t + Math.min(secondsOf(bars.interval), shortestMonth) : undefined;

  /** What is to be asked for next: what is missing, then what is newer than was loaded, then what is older. */
  function next(): Step | null {
    const all = bars.state.bars;
    const first = all[0]?.t;
    if (first === undefined || wanted.length === 0) return null;
    const missing = wanted.filter(({ wish, counts }) => !isFresh(state.lines.get(wish), counts));
    if (missing.length > 0) {
      stale &&= missing.length < wanted.length;
      return {
        wishes: missing,
        to: endOf(all.at(-1)),
        limit: Math.min(most, all.length),
        from: all.at(-most)?.t ?? first,
      };
    }
    if (stale) {
      stale = false;
      return { wishes: wanted, limit: Math.min(newest, all.length), from: Number.POSITIVE_INFINITY };
    }
    const short = wanted.filter(
      ({ wish, counts }) => !counts && (state.lines.get(wish)?.from ?? first) > first,
    );
    const to = Math.max(...short.map(({ wish }) => state.lines.get(wish)?.from ?? first));
    const before = all.filter(({ t }) => t < to);
    const oldestAsked = before.at(-most) ?? before[0];
    if (short.length === 0 || !oldestAsked) return null;
    return {
      wishes: short.filter(({ wish }) => state.lines.get(wish)?.from === to),
      to,
      limit: Math.min(most, before.length),
      from: oldestAsked.t,
    };
  }

  async function take(step: Step) {
    const [asked, against, mine] = [step.wishes.map(({ wish }) => wish), benchmark, window];
    const counted = step.wishes.some(({ counts }) => counts) ? since() : null;
    const answer = await fetchValues(bars, {
      with: asked.join(';'),
      benchmark: step.wishes.some(({ compares }) => compares) ? (against ?? undefined) : undefined,
      since: counted === null ? undefined : iso(counted),
      to: step.to === undefined ? undefined : iso(step.to),
      limit: step.limit,
    });
    if (mine !== window) return;
    const lines = new Map(state.lines);
    answer.series.forEach((series, i) => {
      const wish = step.wishes[i];
      if (!wish || (wish.compares && against !== benchmark) || !wanted.some((one) => one.wish === wish.wish))
        return;
      const known = isFresh(lines.get(wish.wish), wish.counts) ? lines.get(wish.wish) : undefined;
      const values = known?.values ?? new Map<number, readonly (number | null)[]>();
      answer.t.forEach((t, at) =>
        values.set(
          t,
          series.outputs.map((output) => output[at] ?? null),
        ),
      );
      lines.set(wish.wish, {
        values,
        shifts: series.shifts,
        countsFrom: series.countsFrom ?? null,
        from: Math.min(known?.from ?? Number.POSITIVE_INFINITY, step.from),
        since: wish.counts ? counted : null,
        window,
      });
    });
    set({ lines }, 'all');
  }

  async function run() {
    if (running) return;
    running = true;
    set({ loading: true, error: null }, 'state');
    let error: unknown = null;
    try {
      for (let step = next(); step; step = next()) await take(step);
    } catch (reason) {
      error = reason;
    }
    running = false;
    set({ loading: false, error }, 'state');
    follow();
  }

  /** Asks the stream for what was loaded, so that it is never asked for what the server refuses. */
  function follow() {
    const shown = wanted.filter(({ wish }) => state.lines.has(wish));
    followed = shown.map(({ wish }) => wish);
    const parts = new URLSearchParams();
    if (shown.length > 0) parts.set('indicators', followed.join(';'));
    if (shown.some(({ compares }) => compares) && benchmark) parts.set('benchmark', benchmark);
    if (shown.some(({ counts }) => counts)) parts.set('since', iso(since()));
    if (parts.toString() === query) return;
    query = parts.toString();
    refused = false;
    bars.alsoStream(query);
  }

  function settle() {
    clearTimeout(settling);
    settling = setTimeout(() => void run(), settleMs);
  }

  function onBars(change: BarsChange | 'state') {
    if (change === 'state') return;
    const [first, last] = [bars.state.bars[0]?.t ?? null, bars.state.bars.at(-1)?.t ?? null];
    // Others in their place, or more behind them: nothing of what was loaded is of use.
    const replaced =
      change === 'all' &&
      first !== null &&
      oldest !== null &&
      (first > oldest || (last ?? 0) < (latest ?? 0));
    if (change === 'later' || replaced) window++;
    // Reloaded after a gap, not put in front; or nobody tells what a new bar brings.
    if ((change === 'all' && first === oldest) || (refused && last !== latest)) stale = state.lines.size > 0;
    const changed = change !== 'last' || stale;
    [oldest, latest] = [first, last];
    if (changed && wanted.length > 0) settle();
  }

  function onMessage(message: MarketMessage, streamed: string) {
    if (streamed !== query) return;
    if (message.type === 'indicatorsRefused') refused = true;
    if (message.type !== 'indicators' || message.interval !== bars.interval) return;
    message.values.forEach((values, i) => state.lines.get(followed[i] ?? '')?.values.set(message.t, values));
    set({}, message.t);
  }

  return {
    get state() {
      return state;
    },
    subscribe(listener: (change: ValuesChange) => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Says what is to be shown; what is there already is not asked for again. */
    want(lines: readonly WantedLine[], against: string | null) {
      const compares = new Set(lines.filter((line) => line.compares).map(({ wish }) => wish));
      const other = against !== benchmark;
      wanted = lines.filter((line, i) => lines.findIndex(({ wish }) => wish === line.wish) === i);
      benchmark = against;
      const kept = [...state.lines].filter(
        ([wish]) => wanted.some((line) => line.wish === wish) && !(other && compares.has(wish)),
      );
      set({ lines: new Map(kept), error: null }, 'all');
      settle();
    },
    retry: () => void run(),
    /** Follows the bars until the returned function is called. */
    start() {
      [oldest, latest] = [bars.state.bars[0]?.t ?? null, bars.state.bars.at(-1)?.t ?? null];
      const stops = [bars.subscribe(onBars), bars.hear(onMessage)];
      return () => {
        clearTimeout(settling);
        stops.forEach((stop) => stop());
      };
    },
  };
}

export type IndicatorSource = ReturnType<typeof createIndicatorSource>;

const iso = (t: number) => new Date(t * 1000).toISOString();

export const fetchValues = (
  { symbol, interval, origin }: Pick<BarSource, 'symbol' | 'interval' | 'origin'>,
  query: ValuesQuery,
) =>
  queryClient.fetchQuery({
    queryKey: [origin.key, 'values', symbol, interval, query],
    queryFn: ({ signal }) => origin.readValues(symbol, interval, query, signal),
    staleTime: 0,
    gcTime: 0,
    retry: retryRead,
  });
