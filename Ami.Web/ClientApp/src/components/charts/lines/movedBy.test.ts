import { expect, it } from 'vitest';
import { movedBy } from './movedBy';

it.each([
  [50_000.004, 0, 2, 50_000],
  [50_000.01, 1, 2, 50_000.02],
  [0.1 + 0.2, -1, 1, 0.2],
  [1.5, 10, 0, 12],
  [0.03, -100, 2, 0.01],
])('moves %d by %d steps of %d digits to %d', (price, ticks, digits, to) => {
  expect(movedBy(price, ticks, digits)).toBe(to);
});
