import { describe, expect, it } from 'vitest';
import { buyingPowerOf, draftFor, emptyDraft, readSceneOrder, type SceneDraft } from './sceneOrder';

const scene = {
  bid: 99.98,
  ask: 100.02,
  last: 100,
  equity: 10_000,
  buyingPower: 50_000,
  priceDigits: 3,
  quantityDigits: 2,
  feeBps: 5,
  slippageBps: 2,
  holding: null,
};
const free = { ...scene, bid: 100, ask: 100, feeBps: 0, slippageBps: 0 };
const read = (draft: Partial<SceneDraft>, at = scene, separator = '.') =>
  readSceneOrder({ ...emptyDraft, ...draft }, at, separator);

describe('the size', () => {
  it('is what may be lost, divided by the way to the stop', () => {
    const { quantity, risk, move } = read({ stop: '98' }, free);
    expect(quantity?.toNumber()).toBe(50);
    expect(risk?.money.toNumber()).toBe(100);
    expect(risk?.percent.toNumber()).toBe(1);
    expect(move).toEqual({
      kind: 'place',
      side: 'buy',
      type: 'market',
      quantity: 50,
      price: null,
      stop: 98,
      target: null,
    });
  });

  it('counts both fees, both slippages and the spread, so that no more than was said is lost', () => {
    const { quantity, risk, costs } = read({ stop: '98' });
    // In at 100.02 and 2 bps, out at 97.98 less 2 bps, each on the grid, and 5 bps of both.
    const [into, outOf] = [100.041, 97.96];
    const unit = into - outOf + (into + outOf) * 0.0005;
    expect(quantity?.toNumber()).toBe(Math.floor((100 / unit) * 100) / 100);
    expect(risk?.percent.toNumber()).toBeLessThanOrEqual(1);
    expect(risk?.percent.toNumber()).toBeGreaterThan(0.99);
    expect(costs?.toNumber()).toBeCloseTo((quantity?.toNumber() ?? 0) * (unit - 2), 8);
  });

  it('is never more than the risk allows when all is counted in cents, as the server does', () => {
    for (let stop = 90_000; stop < 99_900; stop += 37) {
      const { quantity, risk } = read({ stop: String(stop / 1000) });
      const cents = (value: number) => Math.round(Number((value * 100).toFixed(6))) / 100;
      const outOf = Math.floor(Number(((stop - 20) * 0.9998).toFixed(6))) / 1000;
      const [paid, got] = [
        cents((quantity?.toNumber() ?? 0) * 100.041),
        cents((quantity?.toNumber() ?? 0) * outOf),
      ];
      const money = cents(paid - got + cents(paid * 0.0005) + cents(got * 0.0005));
      expect(risk?.money.toNumber()).toBe(money);
      expect(money).toBeLessThanOrEqual(100);
    }
  });

  it('never says that less is at risk than is', () => {
    const { risk } = read({ sizeBy: 'quantity', quantity: '50', stop: '98' }, { ...free, equity: 9999 });
    expect(risk?.percent.toString()).toBe('1.01');
  });

  it('is typed where it is what the exercise asks for', () => {
    expect(draftFor({ sizeByRisk: false }).sizeBy).toBe('quantity');
    expect(draftFor({ sizeByRisk: true })).toEqual(emptyDraft);
  });

  it('knows no slippage and no spread where a limit is filled', () => {
    const { quantity } = read({ side: 'sell', type: 'limit', price: '100', stop: '102' });
    const outOf = 102.041;
    expect(quantity?.toNumber()).toBe(Math.floor((100 / (outOf - 100 + (outOf + 100) * 0.0005)) * 100) / 100);
  });

  it('is cut to what the account can hold, and says so', () => {
    const { quantity, isLimited } = read({ stop: '99.9', risk: '5' }, free);
    expect([quantity?.toNumber(), isLimited]).toEqual([500, true]);
  });

  it('is a quantity where one is given, and then needs no stop', () => {
    const { move, risk, problems } = read({ sizeBy: 'quantity', quantity: '3' });
    expect(problems).toEqual({});
    expect(risk).toBeNull();
    expect(move).toMatchObject({ quantity: 3, stop: null });
    expect(read({ sizeBy: 'quantity', quantity: '3.001' }).problems.quantity).toBe('tooManyDecimals');
  });

  it('by risk needs a stop, and enough to make one step', () => {
    expect(read({}).problems.stop).toBe('needsStop');
    expect(read({ stop: '60', risk: '0.001' }).problems.risk).toBe('tooManyDecimals');
    expect(read({ stop: '60', risk: '0.01' }, { ...scene, quantityDigits: 0 }).problems.risk).toBe(
      'tooSmall',
    );
    expect(read({ stop: '98', risk: '101' }).problems.risk).toBe('atMostHundred');
  });

  it('is refused before it is sent where it is beyond the buying power', () => {
    const { problems, move } = read({ sizeBy: 'quantity', quantity: '500' });
    expect(problems.quantity).toBe('beyondBuyingPower');
    expect(move).toBeNull();
  });
});

describe('prices', () => {
  it.each([
    ['buy', 'market', '', '99.98', 'mustBeBelow'],
    ['buy', 'market', '', '99.97', undefined],
    ['sell', 'market', '', '100.02', 'mustBeAbove'],
    ['sell', 'market', '', '100.03', undefined],
    ['buy', 'limit', '95', '96', 'mustBeBelow'],
    ['sell', 'limit', '105', '104', 'mustBeAbove'],
    ['sell', 'limit', '105', '106', undefined],
  ] as const)('a %s %s at "%s" with its stop at %s: %s', (side, type, price, stop, problem) => {
    expect(read({ side, type, price, stop }).problems.stop).toBe(problem);
  });

  it('puts targets on the other side, and says how much they are of the risk', () => {
    expect(read({ stop: '98', target: '100.02' }, scene).problems.target).toBe('mustBeAbove');
    expect(read({ side: 'sell', stop: '102', target: '101' }).problems.target).toBe('mustBeBelow');
    expect(read({ stop: '98', target: '106' }, free).rewardToRisk?.toNumber()).toBe(3);
    expect(read({ target: '106', sizeBy: 'quantity', quantity: '1' }).rewardToRisk).toBeNull();
  });

  it('leaves stop orders behind the market to those that are met already', () => {
    expect(read({ type: 'stop', price: '100', stop: '98' }).problems.price).toBe('mustBeAboveMarket');
    expect(read({ type: 'stop', price: '100.001', stop: '98' }).problems).toEqual({});
    expect(read({ side: 'sell', type: 'stop', price: '101', stop: '102' }).problems.price).toBe(
      'mustBeBelowMarket',
    );
    expect(read({ type: 'limit', stop: '98' }).problems).toEqual({ price: 'required' });
  });

  it('reads what is typed in the language', () => {
    expect(read({ stop: '98,5' }, free, ',').stop?.toNumber()).toBe(98.5);
    expect(read({ stop: 'x' }).problems.stop).toBe('notANumber');
    expect(read({ stop: '98.1234' }).problems.stop).toBe('tooManyDecimals');
  });
});

describe('buying power', () => {
  const held = (side: 'long' | 'short') => ({
    ...scene,
    buyingPower: 40_000,
    holding: { side, quantity: 100, averagePrice: 90, unrealised: 0, r: null, stop: null, target: null },
  });

  it('is more by what would be closed first, and by its room', () => {
    expect(buyingPowerOf(scene, 'buy').toNumber()).toBe(50_000);
    expect(buyingPowerOf(held('long'), 'buy').toNumber()).toBe(40_000);
    expect(buyingPowerOf(held('long'), 'sell').toNumber()).toBe(60_000);
    expect(buyingPowerOf(held('short'), 'sell').toNumber()).toBe(40_000);
  });
});
