import { expect, it } from 'vitest';
import { scaleOf } from './chartScale';

const bars = [
  [100, 104, 99, 103],
  [103, 110, 102, 108],
  [108, 109, 100, 101],
];
const chart = { bars, digits: 2, levels: [{ price: 112 }] };
const scale = scaleOf(chart, 356, 150);

it('finds the bar and price that it drew', () => {
  for (const spot of [
    { bar: 0, price: 99 },
    { bar: 1, price: 110 },
    { bar: 2, price: 104.25 },
  ])
    expect(scale.spotAt(scale.x(spot.bar), scale.y(spot.price))).toEqual(spot);
});

it('has room for levels beyond the bars, and takes the nearest beyond everything', () => {
  expect(scale.y(112)).toBe(10);
  expect(scale.y(99)).toBe(140);
  expect(scale.spotAt(-5, 999)).toEqual({ bar: 0, price: 99 });
  expect(scale.spotAt(999, -5)).toEqual({ bar: 2, price: 112 });
});

it('moves by keys over bars and prices, in steps that its digits can say', () => {
  expect(scale.start).toEqual({ bar: 2, price: 101 });
  expect(scale.moved(scale.start, -1, 0)).toEqual({ bar: 1, price: 101 });
  expect(scale.moved(scale.start, 9, 1)).toEqual({ bar: 2, price: 101.13 });
  const coarse = scaleOf({ bars: [[1, 2, 1, 2]], digits: 0, levels: [] }, 200, 100);
  expect(coarse.moved({ bar: 0, price: 1 }, 0, 1)).toEqual({ bar: 0, price: 2 });
});

it('draws round grid lines, also where all prices are one', () => {
  expect(scale.grid).toEqual([100, 105, 110]);
  const flat = scaleOf({ bars: [[5, 5, 5, 5]], digits: 2, levels: [] }, 200, 100);
  expect(flat.grid).toEqual([5]);
  expect(flat.spotAt(flat.x(0), flat.y(5))).toEqual({ bar: 0, price: 5 });
});
