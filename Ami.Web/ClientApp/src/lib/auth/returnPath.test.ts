import { expect, it } from 'vitest';
import { safeReturnPath } from './returnPath';

const origin = 'https://ami.example';

it.each([
  ['/trade?tab=orders#x', '/trade?tab=orders#x'],
  ['/markets/BTC-SIM', '/markets/BTC-SIM'],
])('keeps a path of this site: %s', (value, expected) => {
  expect(safeReturnPath(value, origin)).toBe(expected);
});

it.each([
  'https://evil.example/',
  '//evil.example/a',
  '/\\evil.example',
  '/\t/evil.example',
  'javascript:alert(1)',
  '',
  null,
])('leads home for anything else: %s', (value) => {
  expect(safeReturnPath(value, origin)).toBe('/');
});
