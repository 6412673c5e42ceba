import { expect, it } from 'vitest';
import { Decimal } from '@/lib/formats/decimal';
import { splitTargets } from './orderTerms';

const prices = [110, 120, 130].map((price) => Decimal.of(price));
const split = (quantity: number, digits: number, shares: readonly (number | null)[] = []) =>
  splitTargets(
    Decimal.of(quantity),
    shares.map((share) => (share === null ? null : Decimal.of(share))),
    digits,
    prices,
  )?.map((target) => target.quantity);

it.each([
  [3, 0, [1, 1, 1]],
  [300, 0, [100, 100, 100]],
  [100, 0, [33, 33, 34]],
  [2, 0, undefined],
  [1, 4, [0.3333, 0.3333, 0.3334]],
])('splits %s with %s digits into three equal parts', (quantity, digits, parts) => {
  expect(split(quantity, digits)).toEqual(parts);
});

it('closes the share that is written, rounded down to the step', () => {
  expect(split(7, 0, [50, null])).toEqual([3, 2, 2]);
  expect(split(7, 0, [10, null])).toBeUndefined();
});
