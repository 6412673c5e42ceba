import { expect, it } from 'vitest';
import { readCalendar, typedCalendar } from './calendar';

const calendar = {
  code: 'us',
  name: 'US',
  zone: 'America/New_York',
  hours: [{ day: 1, opens: '09:30', closes: '16:00' }],
  exceptions: [
    { date: '2026-11-26', name: 'Thanksgiving Day', closes: null },
    { date: '2026-11-27', name: 'The day after', closes: '13:00' },
  ],
};

it('reads back what is stored', () => {
  const values = typedCalendar(calendar);
  expect(values.exceptions).toBe('2026-11-26 - Thanksgiving Day\n2026-11-27 13:00 The day after');
  expect(readCalendar(values)).toEqual({ calendar, wrong: [] });
});

it('names what cannot be read', () => {
  const wrong = (change: object) => readCalendar({ ...typedCalendar(calendar), ...change }).wrong;
  expect(wrong({ hours: '' })).toEqual(['hours']);
  expect(wrong({ hours: '1 16:00-09:30' })).toEqual(['hours']);
  expect(wrong({ hours: '8 09:30-16:00' })).toEqual(['hours']);
  expect(wrong({ hours: '7 00:00-24:00' })).toEqual([]);
  expect(wrong({ exceptions: '2026-11-26' })).toEqual(['exceptions']);
  expect(wrong({ exceptions: '2026-11-26 25:00 x' })).toEqual(['exceptions']);
  expect(wrong({ code: 'New York', name: ' ', zone: 'Mars/Base' })).toEqual(['code', 'name', 'zone']);
});
