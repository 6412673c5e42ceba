import { expect, it } from 'vitest';
import { interval } from './interval';

it.each([
  [10, 'minutes', 1],
  [330, 'minutes', 6],
  [7_200, 'hours', 2],
  [86_400, 'days', 1],
  [59 * 86_400, 'days', 59],
  [90 * 86_400, 'months', 3],
  [1_000 * 86_400, 'years', 2.7],
])('says %d seconds in words', (seconds, unit, count) => {
  expect(interval(seconds)).toEqual({ unit, count });
});
