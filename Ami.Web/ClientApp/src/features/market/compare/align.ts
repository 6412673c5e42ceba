import type { Bar } from '../chart/bars';
import { secondsOf, type Interval } from '../chart/intervals';

const day = 86_400;

/** Weeks begin on Mondays; 1970 began on a Thursday. */
const monday = 4 * day;

/**
 * Which span of an interval holds an instant, counted on. Markets with sessions open their bars later than the grid does; bars of the same span are those
 * of the same day, week, month or part of a day of UTC.
 */
export function spanOf(t: number, interval: Interval): number {
  if (interval === '1M') {
    const date = new Date(t * 1000);
    return date.getUTCFullYear() * 12 + date.getUTCMonth();
  }
  return Math.floor((interval === '1w' ? t - monday : t) / secondsOf(interval));
}

/** The closes of another symbol at these bars, by the opening of these; none where the other one has no bar. Both in order of time. */
export function closesAt(
  bars: readonly Bar[],
  others: readonly Bar[],
  interval: Interval,
): ReadonlyMap<number, number> {
  const closes = new Map<number, number>();
  let at = 0;
  let other = others[at];
  for (const { t } of bars) {
    const span = spanOf(t, interval);
    while (other && spanOf(other.t, interval) < span) other = others[++at];
    if (other && spanOf(other.t, interval) === span) closes.set(t, other.c);
  }
  return closes;
}

/** The first close at an instant or later, from which changes in percent count; null when there is none. */
export function firstFrom(closes: ReadonlyMap<number, number>, from: number): number | null {
  for (const [t, close] of closes) if (t >= from) return close;
  return null;
}

/** How far a value is from the one it began with, as a share; null where that says nothing. */
export const changeFrom = (base: number | null, value: number | undefined): number | null =>
  base === null || base === 0 || value === undefined ? null : value / base - 1;
