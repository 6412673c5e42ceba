import { describe, expect, it } from 'vitest';
import { Decimal } from '@/lib/formats/decimal';
import { moneyBetween, readDraft, type OrderDraft } from './orderDraft';

const instrument = {
  symbol: 'BTC-SIM',
  currency: 'USD',
  priceDigits: 2,
  quantityDigits: 4,
  minQuantity: 0.001,
  minNotional: 1,
  simulated: true,
};
const draft = (change: Partial<OrderDraft> = {}): OrderDraft => ({
  side: 'buy',
  type: 'market',
  quantity: '0.5',
  limitPrice: '',
  stopPrice: '',
  takeProfit: '',
  takeProfitUnit: 'price',
  stopLoss: '',
  stopLossUnit: 'price',
  ...change,
});
const read = (change: Partial<OrderDraft> = {}, decimalSeparator = '.') =>
  readDraft(draft(change), { instrument, quote: { bid: 99.9, ask: 100.1 }, decimalSeparator });

describe('readDraft', () => {
  it('reads a market order against the side of the quote it would get', () => {
    expect(read().entry?.toPlain()).toBe('100.1');
    expect(read({ side: 'sell' }).entry?.toPlain()).toBe('99.9');
    expect(read().request).toEqual({
      symbol: 'BTC-SIM',
      side: 'buy',
      type: 'market',
      quantity: 0.5,
      limitPrice: null,
      stopPrice: null,
      takeProfit: null,
      stopLoss: null,
    });
  });

  it('turns percentages into prices on the symbol’s step, to the side that protects', () => {
    const long = read(
      { takeProfit: '3', takeProfitUnit: 'percent', stopLoss: '1,5', stopLossUnit: 'percent' },
      ',',
    );
    expect(long.request).toMatchObject({ takeProfit: 103.1, stopLoss: 98.6 });
    const short = read({
      side: 'sell',
      takeProfit: '3',
      takeProfitUnit: 'percent',
      stopLoss: '1',
      stopLossUnit: 'percent',
    });
    expect(short.request).toMatchObject({ takeProfit: 96.9, stopLoss: 100.9 });
  });

  it('refuses exits on the wrong side of the entry', () => {
    expect(read({ takeProfit: '99' }).problems.takeProfit).toBe('mustBeAbove');
    expect(read({ stopLoss: '101' }).problems.stopLoss).toBe('mustBeBelow');
    expect(read({ side: 'sell', stopLoss: '90' }).problems.stopLoss).toBe('mustBeAbove');
    expect(read({ stopLoss: '100', stopLossUnit: 'percent' }).problems.stopLoss).toBe('notPositive');
  });

  it('asks for the price that the type needs and ignores the others', () => {
    expect(read({ type: 'limit' }).problems).toEqual({ limitPrice: 'required' });
    expect(read({ type: 'limit', limitPrice: '95', stopPrice: 'x' }).request).toMatchObject({
      limitPrice: 95,
      stopPrice: null,
    });
    expect(read({ type: 'stop', stopPrice: '105.001' }).problems.stopPrice).toBe('tooManyDecimals');
  });

  it('refuses what the account cannot do, and what is worth too little, unless it closes', () => {
    const with_ = (change: Partial<OrderDraft>, held: number) =>
      readDraft(draft(change), {
        instrument,
        quote: { bid: 99.9, ask: 100.1 },
        decimalSeparator: '.',
        account: { buyingPower: 1000, most: 5000, held },
      });
    expect(with_({ quantity: '999999999999' }, 0).problems.quantity).toBe('beyondBuyingPower');
    expect(with_({ quantity: '9.9' }, 0)).toMatchObject({ problems: {}, overBuyingPower: false });
    expect(with_({ quantity: '20' }, 0)).toMatchObject({ problems: {}, overBuyingPower: true });
    expect(with_({ quantity: '500', side: 'sell' }, 500)).toMatchObject({
      problems: {},
      overBuyingPower: false,
    });
    expect(with_({ quantity: '0.005' }, 0).problems.quantity).toBe('worthTooLittle');
    expect(with_({ quantity: '0.005', side: 'sell' }, 0.005).problems.quantity).toBeUndefined();
  });

  it('says when a limit is no limit', () => {
    expect(read({ type: 'limit', limitPrice: '110' }).fillsAtOnce).toBe(true);
    expect(read({ type: 'limit', limitPrice: '95' }).fillsAtOnce).toBe(false);
    expect(read({ type: 'limit', limitPrice: '95', side: 'sell' }).fillsAtOnce).toBe(true);
    expect(read().fillsAtOnce).toBe(false);
  });

  it('checks the quantity against step and minimum', () => {
    expect(read({ quantity: '0.0005' }).problems.quantity).toBe('belowMinimum');
    expect(read({ quantity: '0.00051' }).problems.quantity).toBe('tooManyDecimals');
    expect(read({ quantity: '' }).request).toBeNull();
  });

  it('sends nothing at market while there is no price', () => {
    expect(readDraft(draft(), { instrument, quote: undefined, decimalSeparator: '.' }).request).toBeNull();
  });
});

it('counts the money between two prices with the sign of the side', () => {
  const d = Decimal.of;
  expect(moneyBetween('buy', d(0.5), d(100), d(90)).toPlain()).toBe('-5');
  expect(moneyBetween('sell', d(0.5), d(100), d(90)).toPlain()).toBe('5');
});
