import type { components } from '@/lib/api/schema';
import type { CandleMessage } from '@/lib/live/messages';

/** One candle; `t` is its opening in unix seconds. */
export type Bar = { t: number; o: number; h: number; l: number; c: number; v: number };

/** The rows of a chart answer, which comes in columns. */
export function barsOf(chart: components['schemas']['ChartResponse']): Bar[] {
  return chart.t.map((t, i) => ({
    t,
    o: chart.o[i] ?? 0,
    h: chart.h[i] ?? 0,
    l: chart.l[i] ?? 0,
    c: chart.c[i] ?? 0,
    v: chart.v[i] ?? 0,
  }));
}

/** Older history in front; bars that both have keep the version we know. */
export function withEarlier(bars: readonly Bar[], earlier: readonly Bar[]): Bar[] {
  const first = bars[0]?.t ?? Number.POSITIVE_INFINITY;
  return [...earlier.filter((bar) => bar.t < first), ...bars];
}

/**
 * Reloaded newest history over what is there: it wins where it reaches, except over the bar that is still forming, of
 * which the stream may already have told more.
 */
export function withNewest(bars: readonly Bar[], newest: readonly Bar[], forming: boolean): Bar[] {
  const [first, last] = [newest[0], newest.at(-1)];
  if (!first || !last) return [...bars];
  const before = bars.filter((bar) => bar.t < first.t);
  const after = bars.filter((bar) => bar.t > last.t);
  const known = bars.find((bar) => bar.t === last.t);
  const keep = forming && known && known.v >= last.v;
  return [...before, ...newest.slice(0, -1), keep ? known : last, ...after];
}

export type LiveEffect = 'changed' | 'added' | 'ignored' | 'gap';

/**
 * What a candle of the stream does to the bars. A slow connection may skip messages; `gap` says that the bar before the
 * added one never arrived closed, so its final values must be fetched.
 */
export function applyCandle(
  bars: readonly Bar[],
  { t, o, h, l, c, v }: CandleMessage,
  lastIsClosed: boolean,
): { bars: readonly Bar[]; effect: LiveEffect } {
  const last = bars.at(-1);
  const bar = { t, o, h, l, c, v };
  if (!last) return { bars: [bar], effect: 'added' };
  if (t < last.t) return { bars, effect: 'ignored' };
  if (t === last.t) return { bars: [...bars.slice(0, -1), bar], effect: 'changed' };
  return { bars: [...bars, bar], effect: lastIsClosed ? 'added' : 'gap' };
}
