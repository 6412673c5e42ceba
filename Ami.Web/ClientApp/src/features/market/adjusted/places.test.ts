import { expect, it } from 'vitest';
import { placesOf } from './places';

const day = 86_400;
const action = (at: number) => ({
  day: '2024-03-04',
  at: new Date(at * 1000).toISOString(),
  newShares: 4,
  oldShares: 1,
  dividend: 0,
});

it('stands at the bar with which the prices of new shares begin', () => {
  // Two days, a weekend, a day.
  const bars = [0, 1, 4].map((at) => ({ t: at * day }));
  const places = [-1, 1, 1.5, 3, 4.5, 5].map((at) => placesOf([action(at * day)], bars)[0]?.index ?? null);
  expect(places).toEqual([null, 1, 1, 2, 2, null]);
  expect(placesOf([action(day)], [])).toEqual([]);
});
