/** Those that have a name of their own, shortest first. */
export const intervals = ['1m', '5m', '15m', '1h', '4h', '1d', '1w', '1M'] as const;

/** One of them, or any whole number of minutes below a day, in hours where they are whole: as the server names it. */
export type Interval = (typeof intervals)[number] | `${number}m` | `${number}h`;

/** The most minutes that a bar may have that is no day. */
export const mostMinutes = 1439;

const named: Partial<Record<string, number>> = { '1d': 86_400, '1w': 604_800, '1M': 2_678_400 };

/** Length of a bar; of a month, that of the longest. */
export function secondsOf(interval: Interval): number {
  const unit = interval.endsWith('h') ? 3600 : 60;
  return named[interval] ?? Number.parseInt(interval, 10) * unit;
}

/** Those a symbol has bars for, shortest first; imported history may have none below its own. */
export function availableIntervals(offered: readonly string[]): readonly Interval[] {
  const known = intervals.filter((interval) => offered.includes(interval));
  return known.length > 0 ? known : intervals;
}

/** What a number of minutes has to be a multiple of, so that bars of it can be made of those there are; null where there are none below a day. */
export const minutesStep = ([shortest]: readonly Interval[]): number | null =>
  shortest === undefined || isDaily(shortest) ? null : secondsOf(shortest) / 60;

/** An interval of so many minutes, in hours where they are whole. */
export const ofMinutes = (minutes: number): Interval =>
  minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;

/** An interval as it stands in an address; null when a chart cannot show it. */
export function readInterval(text: string, available: readonly Interval[]): Interval | null {
  const named = available.find((interval) => interval === text);
  if (named) return named;
  const [, count, unit] = /^([1-9]\d{0,3})([mh])$/.exec(text) ?? [];
  const minutes = Number(count) * (unit === 'h' ? 60 : 1);
  const step = minutesStep(available);
  return step !== null && minutes % step === 0 && minutes <= mostMinutes ? ofMinutes(minutes) : null;
}

/** Bars of whole days, which are days of UTC whatever the person's zone. */
export const isDaily = (interval: Interval) => interval === '1d' || interval === '1w' || interval === '1M';
