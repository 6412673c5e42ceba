import { expect, it } from 'vitest';
import type { ManagedTerms } from '../api/symbols';
import { changedFields, readTerms, typed } from './terms';

const terms: ManagedTerms = {
  name: 'Bitcoin',
  assetClass: 'crypto',
  currency: 'USD',
  priceDigits: 2,
  quantityDigits: 8,
  minQuantity: 0.00000001,
  minNotional: 1,
  spreadBps: null,
  makerFeeBps: null,
  takerFeeBps: 12.5,
  slippageBps: null,
  depthUnits: null,
  depthDistance: null,
  borrowPctPerYear: null,
  fundingBps: null,
  fundingHours: null,
  calendar: null,
};

it('reads back what is stored, in both languages', () => {
  for (const separator of ['.', ',']) {
    const values = typed(terms, separator);
    expect(values.takerFeeBps).toBe(`12${separator}5`);
    expect(values.minQuantity).toBe(`0${separator}00000001`);
    expect(readTerms(values, terms, separator)).toEqual({ terms, wrong: [] });
  }
});

it('names what is out of its bounds', () => {
  const wrong = (change: Partial<ReturnType<typeof typed>>) =>
    readTerms({ ...typed(terms, '.'), ...change }, terms, '.').wrong;
  expect(wrong({ name: ' ' })).toEqual(['name']);
  expect(wrong({ priceDigits: '1' })).toEqual(['priceDigits']);
  expect(wrong({ minQuantity: '0' })).toEqual(['minQuantity']);
  expect(wrong({ minNotional: '-1' })).toEqual(['minNotional']);
  expect(wrong({ spreadBps: '1001' })).toEqual(['spreadBps']);
  expect(wrong({ takerFeeBps: 'much' })).toEqual(['takerFeeBps']);
  expect(wrong({ depthUnits: '5' })).toEqual(['depthDistance']);
  expect(wrong({ depthUnits: '5', depthDistance: '0.001' })).toEqual(['depthDistance']);
  expect(wrong({ fundingBps: '-1' })).toEqual(['fundingHours']);
  expect(wrong({ fundingBps: '-1', fundingHours: '5' })).toEqual(['fundingHours']);
  expect(wrong({ fundingBps: '-1', fundingHours: '8', borrowPctPerYear: '0' })).toEqual([]);
});

it('tells which fields differ', () => {
  expect(changedFields(terms, { ...terms, calendar: undefined, spreadBps: 1 })).toEqual(['spreadBps']);
});
