/** Days as `2026-05-31`, both of them part of the period. */
export type Period = { from: string; to: string };

export const presets = ['days30', 'month', 'lastMonth', 'year'] as const;
export type Preset = (typeof presets)[number];

const dayMs = 86_400_000;
const iso = (date: Date) => date.toISOString().slice(0, 10);
const day = (year: number, month: number, date: number) => new Date(Date.UTC(year, month, date));

/** What day it is somewhere. */
export function todayIn(timeZone: string, now: Date): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(now);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** The days of a preset, for somebody for whom it is `today`. */
export function periodOf(preset: Preset, today: string): Period {
  const now = new Date(`${today}T00:00:00Z`);
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  switch (preset) {
    case 'days30':
      return { from: iso(new Date(now.getTime() - 29 * dayMs)), to: today };
    case 'month':
      return { from: iso(day(year, month, 1)), to: today };
    case 'lastMonth':
      return { from: iso(day(year, month - 1, 1)), to: iso(day(year, month, 0)) };
    case 'year':
      return { from: iso(day(year, 0, 1)), to: today };
  }
}
