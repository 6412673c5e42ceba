import type { Columns } from '../api/scenes';

export type SceneBar = { t: number; o: number; h: number; l: number; c: number; v: number };

/** Bars that came as columns, one by one, so many seconds later than they say. */
export const barsOf = ({ t, o, h, l, c, v }: Columns, shift = 0): SceneBar[] =>
  t.map((time, at) => ({
    t: time + shift,
    o: o[at] ?? 0,
    h: h[at] ?? 0,
    l: l[at] ?? 0,
    c: c[at] ?? 0,
    v: v[at] ?? 0,
  }));

const seconds = {
  '1m': 60,
  '5m': 300,
  '15m': 900,
  '30m': 1800,
  '1h': 3600,
  '2h': 7200,
  '4h': 14_400,
  '1d': 86_400,
} as const;

const intervals = Object.keys(seconds) as (keyof typeof seconds)[];

/** With fewer bars there is nothing to see. */
const fewestBars = 12;
const mostChoices = 4;

/** The intervals in which so many bars of one can be looked at: its own, and longer ones of which it is a part. */
export function longerIntervals(own: string, bars: number): string[] {
  const length = seconds[own as keyof typeof seconds];
  if (!length) return [own];
  const longer = intervals.filter(
    (one) =>
      seconds[one] > length && seconds[one] % length === 0 && (bars * length) / seconds[one] >= fewestBars,
  );
  return [own, ...longer].slice(0, mostChoices);
}

export const isDaily = (interval: string) => interval.endsWith('d');

/** How far the last bars go from low to high, on average: what is a move here, and what is noise. */
export function usualRange(bars: readonly SceneBar[], count = 14): number {
  const last = bars.slice(-count);
  return last.reduce((sum, { h, l }) => sum + h - l, 0) / Math.max(1, last.length);
}

/** By how many seconds the shown times differ from those that were, once that may be told. */
export function shiftOf(startsAt: string | null, bars: Pick<Columns, 't'>): number {
  const first = bars.t[0];
  return startsAt === null || first === undefined ? 0 : Date.parse(startsAt) / 1000 - first;
}
