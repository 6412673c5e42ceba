import { describe, expect, it } from 'vitest';
import { createFormats } from '@/lib/formats/formats';
import { closedAt, momentOf, type TradingSession } from './hours';

const at = (text: string) => Date.parse(text);
const session = (opens: string, closes: string): TradingSession => ({ opens, closes, dayEnds: closes });
const friday = session('2026-11-27T14:30:00Z', '2026-11-27T18:00:00Z');
const monday = session('2026-11-30T14:30:00Z', '2026-11-30T21:00:00Z');

describe('a market', () => {
  it.each([
    ['before it opens', '2026-11-27T14:29:59Z', { opens: friday.opens }],
    ['from when it opens', '2026-11-27T14:30:00Z', null],
    ['a moment before it closes', '2026-11-27T17:59:59Z', null],
    ['from when it closes early', '2026-11-27T18:00:00Z', { opens: monday.opens }],
    ['when all that is known is over', '2026-12-01T00:00:00Z', null],
  ])('is known %s', (_, now, closed) => {
    expect(closedAt([friday, monday], at(now))).toEqual(closed);
  });

  it('is never closed without a calendar, and for an unknown time where the calendar has no day', () => {
    expect(closedAt(null, 0)).toBeNull();
    expect(closedAt(undefined, 0)).toBeNull();
    expect(closedAt([], 0)).toEqual({ opens: null });
  });
});

describe('a moment to come', () => {
  const now = at('2026-11-27T22:00:00Z');

  it.each([
    ['en', 'Europe/Madrid', monday.opens, { time: '15:30', day: 'Monday' }],
    ['es', 'Europe/Madrid', monday.opens, { time: '15:30', day: 'lunes' }],
    ['en', 'America/New_York', '2026-11-27T23:30:00Z', { time: '18:30', day: null }],
    ['en', 'Asia/Tokyo', '2026-11-27T23:30:00Z', { time: '08:30', day: null }],
    ['en', 'Europe/Madrid', '2026-11-27T23:30:00Z', { time: '00:30', day: 'Saturday' }],
    ['es', 'UTC', '2026-12-04T14:30:00Z', { time: '14:30', day: '4 de diciembre' }],
  ])('in %s and %s says as much as is needed', (locale, zone, moment, said) => {
    expect(momentOf(createFormats(locale, zone), moment, now)).toEqual(said);
  });
});
