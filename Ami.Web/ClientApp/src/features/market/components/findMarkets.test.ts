import { expect, it } from 'vitest';
import type { SymbolSummary } from '../api/symbols';
import { changeWith } from './change';
import { findMarkets } from './findMarkets';

const row = (symbol: string, change: Partial<SymbolSummary> = {}): SymbolSummary => ({
  symbol,
  name: `${symbol} name`,
  assetClass: 'crypto',
  currency: 'USD',
  priceDigits: 2,
  quantityDigits: 4,
  minQuantity: 0.0001,
  minNotional: 1,
  source: 'simulated',
  simulated: true,
  intervals: ['1m', '1d'],
  last: 10,
  change24h: 0,
  volume24h: 1,
  high24h: 11,
  low24h: 9,
  asOf: '2026-01-01T00:00:00Z',
  spark: [],
  live: true,
  isPaused: false,
  sessions: null,
  ...change,
});

const names = (rows: SymbolSummary[]) => rows.map(({ symbol }) => symbol);

it('searches symbol and name, filters by class and sorts', () => {
  const rows = [row('BBB', { last: 3 }), row('AAA', { last: 7 }), row('CCC', { assetClass: 'fx', last: 1 })];
  const bySymbol = { by: 'symbol', descending: false } as const;
  expect(names(findMarkets(rows, '', 'all', bySymbol))).toEqual(['AAA', 'BBB', 'CCC']);
  expect(names(findMarkets(rows, 'b NAME', 'all', bySymbol))).toEqual(['BBB']);
  expect(names(findMarkets(rows, '', 'crypto', { by: 'last', descending: true }))).toEqual(['AAA', 'BBB']);
});

it('puts rows without a value last in both directions', () => {
  const rows = [row('A', { last: null }), row('B', { last: 2 }), row('C', { last: 1 })];
  expect(names(findMarkets(rows, '', 'all', { by: 'last', descending: false }))).toEqual(['C', 'B', 'A']);
  expect(names(findMarkets(rows, '', 'all', { by: 'last', descending: true }))).toEqual(['B', 'C', 'A']);
});

it('moves the change of the day with the live price', () => {
  const summary = { last: 110, change24h: 0.1 };
  expect(changeWith(summary)).toBe(0.1);
  expect(changeWith(summary, 121)).toBeCloseTo(0.21, 10);
  expect(changeWith({ last: 110, change24h: null }, 121)).toBeNull();
});
