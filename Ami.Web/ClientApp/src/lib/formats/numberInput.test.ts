import { describe, expect, it } from 'vitest';
import { readAmount, readNumber } from './numberInput';

describe('readNumber', () => {
  it.each([
    ['1234.56', '.', '1234.56'],
    ['1,234.56', '.', '1234.56'],
    ['1.234,56', ',', '1234.56'],
    ['1 234,56', ',', '1234.56'],
    ['1,234,567', '.', '1234567'],
    ['1.5', ',', '1.5'],
    ['0.085', ',', '0.085'],
    ['1.08512', ',', '1.08512'],
    ['1.085', '.', '1.085'],
    ['65000', ',', '65000'],
  ])('reads %s where the decimal separator is %s', (typed, separator, expected) => {
    expect(readNumber(typed, separator).value?.toPlain()).toBe(expected);
  });

  it('refuses what could mean thousands or decimals', () => {
    expect(readNumber('1.085', ',').problem).toBe('ambiguous');
    expect(readNumber('65,000', '.').problem).toBe('ambiguous');
  });

  it.each(['1.2.3', '12,34.5', '1.2,3,4', 'x', '1-2'])('refuses %s', (typed) => {
    expect(readNumber(typed, '.').problem).toBe('notANumber');
  });
});

describe('readAmount', () => {
  it.each([
    ['', 'required'],
    ['0', 'notPositive'],
    ['-1', 'notPositive'],
    ['1.234', 'tooManyDecimals'],
    ['12345678901234567', 'tooLong'],
  ])('says what is wrong with %j', (typed, problem) => {
    expect(readAmount(typed, 2, '.').problem).toBe(problem);
  });

  it('does not count trailing zeros as decimals', () => {
    expect(readAmount('1.5000', 2, '.').value?.toPlain()).toBe('1.5');
  });
});
