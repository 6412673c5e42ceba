const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

export type Interval = { unit: 'minutes' | 'hours' | 'days' | 'months' | 'years'; count: number };

/** A time until a card comes again, as people say it. */
export function interval(seconds: number): Interval {
  const of = (unit: Interval['unit'], length: number, digits = 0): Interval => ({
    unit,
    count: Math.max(1, Number((seconds / length).toFixed(digits))),
  });
  if (seconds < hour) return of('minutes', minute);
  if (seconds < day) return of('hours', hour);
  if (seconds < 60 * day) return of('days', day);
  if (seconds < 730 * day) return of('months', 30.44 * day);
  return of('years', 365.25 * day, 1);
}
