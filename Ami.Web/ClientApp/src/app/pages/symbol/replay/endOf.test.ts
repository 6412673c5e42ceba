import { expect, it } from 'vitest';
import { endOf } from './endOf';

const at = (text: string) => Date.parse(`${text}Z`);
const end = (clock: string, interval: string, seconds: number, opening: string | null = null) =>
  new Date(endOf(at(clock), { interval, seconds }, opening === null ? null : at(opening))).toISOString();

it.each([
  // On an edge the bar that begins there is meant, within one the rest of it.
  ['2024-03-01T10:00', '1h', 3600, null, '2024-03-01T11:00'],
  ['2024-03-01T10:07', '1h', 3600, null, '2024-03-01T11:00'],
  ['2024-03-01T10:07', '7m', 420, '2024-03-01T10:03', '2024-03-01T10:10'],
  // Days of a market that opens them at half past two, also behind a weekend.
  ['2024-03-01T16:00', '1d', 86_400, '2024-03-01T14:30', '2024-03-02T14:30'],
  ['2024-03-04T14:30', '1d', 86_400, '2024-03-01T14:30', '2024-03-05T14:30'],
  // Thursday to Monday.
  ['2024-03-07T12:00', '1w', 604_800, null, '2024-03-11T00:00'],
  ['2024-02-29T12:00', '1M', 2_678_400, null, '2024-03-01T00:00'],
  ['2024-03-01T00:00', '1M', 2_678_400, '2024-02-01T00:00', '2024-04-01T00:00'],
])('a bar that holds %s, of %s, is over at %s', (clock, interval, seconds, opening, expected) => {
  expect(end(clock, interval, seconds, opening)).toBe(`${expected}:00.000Z`);
});

it('does not take a bar of later for a bar of before', () => {
  expect(end('2024-03-01T10:07', '1h', 3600, '2024-03-01T12:30')).toBe('2024-03-01T11:00:00.000Z');
});
