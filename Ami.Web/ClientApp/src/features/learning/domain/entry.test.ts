import { expect, it } from 'vitest';
import { entryOf, readEntry } from './entry';

it.each([
  ['158,73', ',', '158.73'],
  ['158.73', '.', '158.73'],
  ['158.73', ',', '158.73'],
  ['1.234,50', ',', '1234.5'],
  ['1,234.50', '.', '1234.5'],
  ['1 234,5', ',', '1234.5'],
  ['-0,5', ',', '-0.5'],
  ['\u22120.5', '.', '-0.5'],
  ['+2', '.', '2'],
  ['007.10', '.', '7.1'],
  ['.5', '.', '0.5'],
  ['-0', '.', '0'],
  ['100', '.', '100'],
])('reads %s (decimals by %s) as %s', (typed, separator, value) => {
  expect(readEntry(typed, separator)).toEqual({ value, problem: null });
});

it.each([
  ['', '.', null],
  ['  ', ',', null],
  ['1.085', ',', 'ambiguous'],
  ['1,085', '.', 'ambiguous'],
  ['1,2,3', '.', 'notANumber'],
  ['12a', '.', 'notANumber'],
  ['-', '.', 'notANumber'],
  ['1.2345678901234567', '.', 'tooLong'],
])('takes %j (decimals by %s) for no number: %s', (typed, separator, problem) => {
  expect(readEntry(typed, separator)).toEqual({ value: null, problem });
});

it('shows a kept number as it is typed here, and reads it as the same', () => {
  expect(entryOf('1234.5', ',')).toBe('1234,5');
  expect(entryOf(158.73, ',')).toBe('158,73');
  expect(entryOf('-0.5', '.')).toBe('-0.5');
  expect(entryOf(null, '.')).toBe('');
  expect(readEntry(entryOf('1234.5', ','), ',').value).toBe('1234.5');
});
