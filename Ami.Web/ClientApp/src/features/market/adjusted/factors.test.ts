import { expect, it } from 'vitest';
import { factorsOf } from './factors';

const steps = [
  { until: '2020-01-01T00:00:00Z', factor: 0.125 },
  { until: '2022-01-01T00:00:00Z', factor: 0.25 },
];
const at = (year: number) => Date.UTC(year, 5);

it('multiplies prices from before a split, and none from after it', () => {
  const factor = factorsOf(steps, at(2026));
  expect([2019, 2021, 2023].map((year) => factor(at(year)))).toEqual([0.125, 0.25, 1]);
  expect(factor(Date.UTC(2022, 0))).toBe(1);
  expect(factorsOf([], at(2026))(at(2019))).toBe(1);
});

it('knows nothing of what comes after the clock of a replay', () => {
  const factor = factorsOf(steps, at(2021));
  expect([2019, 2021].map((year) => factor(at(year)))).toEqual([0.5, 1]);
  expect(factorsOf(steps, at(2018))(at(2017))).toBe(1);
});
