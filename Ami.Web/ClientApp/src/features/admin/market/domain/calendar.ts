import type { TradingCalendar } from '../api/symbols';

/** A calendar as it is typed: hours and other days one to a line. */
export type TypedCalendar = { code: string; name: string; zone: string; hours: string; exceptions: string };

export type CalendarField = keyof TypedCalendar;

const clock = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** Stored calendars as somebody would type them: `1 09:30-16:00`, `2026-11-27 13:00 Day after Thanksgiving`. */
export const typedCalendar = (calendar: TradingCalendar): TypedCalendar => ({
  code: calendar.code,
  name: calendar.name,
  zone: calendar.zone,
  hours: calendar.hours.map((one) => `${one.day} ${one.opens}-${one.closes}`).join('\n'),
  exceptions: calendar.exceptions.map((one) => `${one.date} ${one.closes ?? '-'} ${one.name}`).join('\n'),
});

/** What is typed as a calendar, and which fields cannot be read; the server decides about the rest. */
export function readCalendar(values: TypedCalendar): { calendar: TradingCalendar; wrong: CalendarField[] } {
  const wrong = new Set<CalendarField>();
  const hours = linesOf(values.hours).map((line) => {
    const [, day, opens = '', closes = ''] = /^([1-7])\s+(\S+?)\s*[-–]\s*(\S+)$/.exec(line) ?? [];
    if (!day || !clock.test(opens) || !(clock.test(closes) || closes === '24:00') || opens >= closes)
      wrong.add('hours');
    return { day: Number(day ?? 1), opens, closes };
  });
  const exceptions = linesOf(values.exceptions).map((line) => {
    const [, date, closes = '', name = ''] = /^(\d{4}-\d{2}-\d{2})\s+(\S+)\s+(.+)$/.exec(line) ?? [];
    if (!date || Number.isNaN(Date.parse(date)) || !(closes === '-' || clock.test(closes)))
      wrong.add('exceptions');
    return { date: date ?? '', closes: closes === '-' ? null : closes, name };
  });
  if (hours.length === 0) wrong.add('hours');
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(values.code.trim())) wrong.add('code');
  if (values.name.trim() === '') wrong.add('name');
  if (!isZone(values.zone.trim())) wrong.add('zone');
  return {
    calendar: {
      code: values.code.trim(),
      name: values.name.trim(),
      zone: values.zone.trim(),
      hours,
      exceptions,
    },
    wrong: [...wrong],
  };
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

function isZone(zone: string): boolean {
  try {
    return zone !== '' && new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
