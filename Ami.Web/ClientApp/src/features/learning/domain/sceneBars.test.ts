import { expect, it } from 'vitest';
import { barsOf, longerIntervals, shiftOf, usualRange } from './sceneBars';

const columns = { t: [60, 120], o: [1, 2], h: [4, 3], l: [0, 2], c: [2, 3], v: [10, 20] };

it('reads columns bar by bar', () => {
  expect(barsOf(columns)).toEqual([
    { t: 60, o: 1, h: 4, l: 0, c: 2, v: 10 },
    { t: 120, o: 2, h: 3, l: 2, c: 3, v: 20 },
  ]);
  expect(barsOf(columns, 3600).map(({ t }) => t)).toEqual([3660, 3720]);
});

it('offers longer bars of which its own are a part, where there are enough of them', () => {
  expect(longerIntervals('1h', 200)).toEqual(['1h', '2h', '4h']);
  expect(longerIntervals('1m', 400)).toEqual(['1m', '5m', '15m', '30m']);
  expect(longerIntervals('15m', 100)).toEqual(['15m', '30m', '1h', '2h']);
  expect(longerIntervals('1d', 300)).toEqual(['1d']);
});

it('measures what is usual by the last bars', () => {
  expect(usualRange(barsOf(columns))).toBe(2.5);
  expect(usualRange(barsOf(columns), 1)).toBe(1);
  expect(usualRange([])).toBe(0);
});

it('knows the true times once they are told', () => {
  expect(shiftOf('1970-01-01T01:01:00Z', columns)).toBe(3600);
  expect(shiftOf(null, columns)).toBe(0);
});
