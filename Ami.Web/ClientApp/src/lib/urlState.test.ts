import { expect, it } from 'vitest';
import { choice, parseSort, withParam } from './urlState';

it('keeps other parameters when it sets or removes one', () => {
  const params = new URLSearchParams('q=btc&class=crypto');
  expect(withParam(params, 'class', '').toString()).toBe('q=btc');
  expect(withParam(params, 'sort', '-last').toString()).toBe('q=btc&class=crypto&sort=-last');
});

it('falls back on values that are not allowed', () => {
  expect(choice('5m', ['1m', '5m'], '1m')).toBe('5m');
  expect(choice('7m', ['1m', '5m'], '1m')).toBe('1m');
});

it('reads a sort order and its direction', () => {
  const fallback = { by: 'symbol', descending: false } as const;
  expect(parseSort('-last', ['symbol', 'last'], fallback)).toEqual({ by: 'last', descending: true });
  expect(parseSort('drop table', ['symbol', 'last'], fallback)).toBe(fallback);
});
