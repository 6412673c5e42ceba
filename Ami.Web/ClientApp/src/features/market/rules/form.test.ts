import { describe, expect, it } from 'vitest';
import { beta, rsi, sma } from '../indicators/testing';
import { comparisons, readForm, valueOf, writeForm, type Operand, type RuleForm } from './form';
import { offersOf, seriesNames } from './offers';

const named = (...ids: string[]) => ids.map((id) => ({ id, name: { english: id, spanish: id } }));
const period = {
  name: { english: 'Period', spanish: 'Período' },
  minimum: 1,
  maximum: 2000,
  isInteger: true,
};
const macd = {
  ...sma,
  id: 'macd',
  parameters: [
    { ...period, id: 'fast', default: 12 },
    { ...period, id: 'slow', default: 26 },
    { ...period, id: 'signal', default: 9 },
  ],
  outputs: named('macd', 'signal', 'histogram'),
};
const atr = { ...sma, id: 'atr', takesSeries: false };
const bands = { ...sma, id: 'bb', outputs: named('middle', 'upper', 'percentB') };
const offers = offersOf([sma, { ...rsi, outputs: named('rsi') }, macd, atr, bands, beta]);

/** A rule as it is written again; null when no form says it. */
function again(rule: string) {
  const form = readForm(rule, offers);
  return form && writeForm(form, offers);
}

describe('a rule that a form says', () => {
  it.each([
    'rsi(close, 14) < 30',
    'crosses_above(sma(close, 50), sma(close, 200))',
    'close > highest(high, 20)[1]',
    'volume > 2 * average(volume, 20)',
    'macd(close, 12, 26, 9).histogram > 0 and close > open and change_pct(close, 1) <= -2.5',
    'atr(14) > 0.05 or close < bb(close, 20).upper',
    'bb(close, 20).percentb > 1',
    '',
  ])('%s is read and written the same', (rule) => expect(again(rule)).toBe(rule));

  it('may leave defaults out and be spaced otherwise', () => {
    expect(again('RSI( close )<30  AND macd(close)>0')).toBe(
      'rsi(close, 20) < 30 and macd(close, 12, 26, 9) > 0',
    );
  });

  it.each([
    'not close > open',
    'close > open and close > 1 or volume > 2',
    '(close > open)',
    'close',
    'close + 1 > open',
    '30 > rsi(close, 14)',
    'bb(close, 20) > 1',
    'sma(rsi(close, 14), 3) > 1',
    'rsi(close, 14, 3, 4) > 1',
    'nothing(close) > 1',
    'close > 1 close',
    'close > "x"',
    'on(1d, close > open)',
    'beta(close, open, 60) > 1',
  ])('%s is for the text', (rule) => expect(readForm(rule, offers)).toBeNull());

  it('is the same again, whatever is chosen', () => {
    let seed = 7;
    const pick = <T>(from: readonly T[]): T => {
      seed = (seed * 48271) % 2147483647;
      return from[seed % from.length] as T;
    };
    const operand = (): Operand =>
      pick([true, false]) ? { kind: 'number', value: pick([0, -1, 0.25, 30, 1e-7, 123456.5]) } : left();
    const left = () => {
      const offer = pick(offers);
      const value = valueOf(offer, offer.takesSeries ? pick(seriesNames) : 'close');
      return {
        ...value,
        parameters: value.parameters.map(() => pick([1, 2, 14, 0.5])),
        output: offer.outputs.length > 0 ? pick(offer.outputs).id : null,
        ago: pick([0, 1, 20]),
        times: pick([1, 2, -1, 0.5]),
      };
    };
    for (let round = 0; round < 300; round++) {
      const form: RuleForm = {
        join: 'and',
        conditions: Array.from({ length: pick([1, 2, 3]) }, () => ({
          left: left(),
          comparison: pick(comparisons),
          right: operand(),
        })),
      };
      const rule = writeForm(form, offers);
      expect(readForm(rule, offers), rule).toEqual(form);
    }
  });
});
