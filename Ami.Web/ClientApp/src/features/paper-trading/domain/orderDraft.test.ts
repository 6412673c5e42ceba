import { describe, expect, it } from 'vitest';
import { Decimal } from '@/lib/formats/decimal';
import { readDraft, type OrderDraft } from './orderDraft';
import { plainTerms } from './orderTerms';
import { moneyBetween, rewardToRisk } from './reward';

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
  ...plainTerms,
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
    expect(with_({ quantity: '0.0005', side: 'sell' }, 500).problems.quantity).toBeUndefined();
    expect(with_({ quantity: '0', side: 'sell' }, 500).problems.quantity).toBeDefined();
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

describe('readDraft of advanced terms', () => {
  const now = Date.parse('2026-03-02T12:00:00Z');
  const at = (change: Partial<OrderDraft>) =>
    readDraft(draft(change), { instrument, quote: { bid: 99.9, ask: 100.1 }, decimalSeparator: '.', now });

  it('says nothing of them for an ordinary order', () => {
    expect(Object.keys(read().request ?? {})).not.toContain('timeInForce');
    // What the type cannot have is as if it had not been chosen.
    expect(at({ postOnly: true, timeInForce: 'ioc' }).request).toEqual(read().request);
  });

  it('reads a stop-limit, whose price is its limit', () => {
    const order = at({ type: 'stopLimit', stopPrice: '105', limitPrice: '106', timeInForce: 'day' });
    expect(order.request).toMatchObject({
      type: 'stopLimit',
      stopPrice: 105,
      limitPrice: 106,
      timeInForce: 'day',
    });
    expect([order.entry?.toPlain(), order.fillsAtOnce]).toEqual(['106', false]);
    expect(at({ type: 'stopLimit', stopPrice: '105' }).problems).toEqual({ limitPrice: 'required' });
  });

  it('asks a trailing stop for its distance, and others only when it is given', () => {
    expect(at({ type: 'trailingStop' }).problems).toEqual({ trail: 'required' });
    expect(at({ type: 'trailingStop', trail: '2', trailUnit: 'atr' }).request).toMatchObject({
      trail: { unit: 'atr', value: 2 },
    });
    expect(at({ trail: '100' }).problems).toEqual({ trail: 'belowHundred' });
    expect([at({}).isProtected, at({ trail: '3' }).isProtected]).toEqual([false, true]);
  });

  it('splits two targets without losing a unit', () => {
    const order = at({
      quantity: '0.3333',
      takeProfit: '110',
      target2: '120',
      stopLoss: '90',
      breakEven: true,
    });
    expect(order.request).toMatchObject({
      takeProfit: null,
      breakEven: true,
      targets: [
        { price: 110, quantity: 0.1666 },
        { price: 120, quantity: 0.1667 },
      ],
    });
    expect(at({ target2: '120' }).problems).toEqual({ target2: 'noFirstTarget' });
    expect(at({ takeProfit: '110', target2: '120', share1: '100' }).problems).toEqual({
      share1: 'notSplit',
    });
  });

  it('splits up to five targets: shares as written, equal parts where nothing is, and the rest for the last', () => {
    const five = { takeProfit: '110', target2: '120', target3: '130', target4: '140', target5: '150' };
    const quantities = (part: Partial<OrderDraft>) =>
      at({ quantity: '1', ...part }).request?.targets?.map(({ quantity }) => quantity);
    expect(quantities(five)).toEqual([0.2, 0.2, 0.2, 0.2, 0.2]);
    expect(quantities({ ...five, share1: '50', share2: '10', share4: '15' })).toEqual([
      0.5, 0.1, 0.2, 0.15, 0.05,
    ]);
    expect(quantities({ ...five, target4: '' })).toEqual([0.3333, 0.3333, 0.3334]);
    expect(at({ ...five, quantity: '1', share1: '50', share2: '50' }).problems).toEqual({
      share1: 'notSplit',
    });
    expect(at({ ...five, target4: '90' }).problems).toEqual({ target4: 'mustBeAbove' });
    expect(at({ ...five, share3: 'x' }).problems).toMatchObject({ share3: expect.any(String) as string });
  });

  it('weighs each target of an order by what it closes', () => {
    const ratio = (part: Partial<OrderDraft>) =>
      rewardToRisk(
        at({ type: 'limit', limitPrice: '100', quantity: '1', takeProfit: '110', stopLoss: '90', ...part }),
      )?.toNumber();
    expect(ratio({})).toBe(1);
    expect(ratio({ target2: '130', share1: '75' })).toBe(1.5);
    expect(ratio({ stopLoss: '' })).toBeUndefined();
  });

  it('leaves the exits out of what only reduces', () => {
    const { request } = at({ reduceOnly: true, takeProfit: '110', stopLoss: '90', trail: '2' });
    expect(request).toMatchObject({ reduceOnly: true, takeProfit: null, stopLoss: null });
    expect(request?.trail).toBeUndefined();
  });

  it('needs a moment that is still to come', () => {
    const until = (expiresAt: string) =>
      at({ type: 'limit', limitPrice: '90', timeInForce: 'gtd', expiresAt });
    expect(until('').problems).toEqual({ expiresAt: 'required' });
    expect(until('2020-01-01T00:00').problems).toEqual({ expiresAt: 'past' });
    expect(until('2030-01-01T00:00').request?.expiresAt).toBe(new Date('2030-01-01T00:00').toISOString());
  });
});
