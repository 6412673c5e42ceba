import { expect, it } from 'vitest';
import { lastMonday } from './week';

it.each([
  ['2026-11-30T00:00:00Z', '2026-11-23'],
  ['2026-12-06T23:59:59Z', '2026-11-23'],
  ['2026-12-07T00:00:00Z', '2026-11-30'],
  ['2027-01-01T12:00:00Z', '2026-12-21'],
])('finds the Monday before the week of %s', (now, monday) => {
  expect(lastMonday(new Date(now))).toBe(monday);
});
