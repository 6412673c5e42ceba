import { expect, it } from 'vitest';
import { moved } from './useOrder';

it.each([
  [0, 2, ['b', 'c', 'a']],
  [2, 0, ['c', 'a', 'b']],
  [1, -5, ['b', 'a', 'c']],
  [0, 99, ['b', 'c', 'a']],
  [7, 0, ['a', 'b', 'c']],
])('moves line %i to %i', (from, to, order) => {
  expect(moved(['a', 'b', 'c'], from, to)).toEqual(order);
});
