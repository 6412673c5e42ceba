export const intervals = ['1m', '5m', '15m', '1h', '4h', '1d'] as const;
export type Interval = (typeof intervals)[number];

/** Those a symbol has bars for, shortest first; imported history may have none below its own. */
export function availableIntervals(offered: readonly string[]): readonly Interval[] {
  const known = intervals.filter((interval) => offered.includes(interval));
  return known.length > 0 ? known : intervals;
}
