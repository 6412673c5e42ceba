import { describe, expect, it } from 'vitest';
import { priceWays, ruleOf } from './form';
import { inShares, isPlain, movedTo, pricesIn } from './prices';

describe('the prices of a condition', () => {
  it.each(priceWays)('knows the one of a form that says %s, and moves it', (way) => {
    const form = { kind: 'price' as const, way, level: 100.25 };
    const rule = ruleOf(form, []);
    expect([pricesIn(rule), isPlain(rule)]).toEqual([[100.25], true]);
    const moved = { ...form, level: 99.5 };
    expect(movedTo({ rule, form }, 99.5)).toEqual({ rule: ruleOf(moved, []), form: moved });
  });

  it.each([
    ['100 < close', [100], true],
    ['CLOSE>=1.5e3', [1500], true],
    ['crosses_above(high, 7)', [7], true],
    ['close > 100 and rsi(close, 14) > 70', [100], false],
    ['close < 90 or close > 110', [90, 110], false],
    ['not (close > 100)', [100], false],
    ['on(4h, close > 100)', [100], false],
  ])('finds those of %s', (rule, prices, plain) => {
    expect([pricesIn(rule), isPlain(rule)]).toEqual([prices, plain]);
  });

  it.each([
    'close * 2 > 100',
    'close > 2 * sma(close, 20)',
    'close > 100 + atr(14)',
    'close[1] > 100',
    'close > -5',
    'volume > 100',
    'hour > 9',
    'close > drawing.price',
    'rsi(close, 14) > 70',
    'change_pct(close, 1) > 5',
  ])('finds none in %s', (rule) => {
    expect([pricesIn(rule), isPlain(rule)]).toEqual([[], false]);
  });

  it.each([
    ['close > 100 and close > sma(close, 20)', 'close > 25 and close > sma(close, 20)'],
    ['crosses_above(close, 100.5) or atr(14) > high', 'crosses_above(close, 25.13) or atr(14) > high'],
    ['close > sma(close, 20)', 'close > sma(close, 20)'],
    ['sma(close, 20) > 100', null],
    ['close > 100 and volume > 5000', null],
    ['close > 100 and highest(close + 5, 3) > close', null],
    ['close > 100 and max(low, 90) < close', null],
    ['max(close, 100) > open', null],
    ['close > 0.01', null],
  ])('tells %s from before a split in the shares of now', (rule, told) => {
    expect(inShares({ rule, form: null }, 0.25, 2)?.rule ?? null).toBe(told);
  });

  it('moves what is written, and leaves its form as it is', () => {
    expect(
      movedTo({ rule: 'crosses_above(close, 100) or crosses_below(close, 100)', form: null }, 0.5),
    ).toEqual({
      rule: 'crosses_above(close, 0.5) or crosses_below(close, 0.5)',
      form: null,
    });
  });
});
