import { describe, expect, it } from 'vitest';
import { readDraft, type OrderDraft } from '../domain/orderDraft';
import { plainTerms } from '../domain/orderTerms';
import { judge, type RulesLook } from './judge';

const instrument = {
  symbol: 'BTC-SIM',
  currency: 'USD',
  priceDigits: 2,
  quantityDigits: 4,
  minQuantity: 0.001,
  minNotional: 1,
  simulated: true,
};
const now = Date.parse('2026-05-04T12:00:00Z');

const look = (inForce: RulesLook['inForce'], rest: Partial<RulesLook> = {}): RulesLook => ({
  inForce,
  wanted: inForce,
  wantedFrom: null,
  dayLossPct: 0,
  lossesInARow: 0,
  pausedUntil: null,
  openSymbols: [],
  atRisk: [],
  ...rest,
});

function judged(rules: RulesLook, change: Partial<OrderDraft>, held = 0) {
  const draft: OrderDraft = {
    ...plainTerms,
    side: 'buy',
    type: 'limit',
    quantity: '460',
    limitPrice: '100',
    stopPrice: '',
    takeProfit: '',
    takeProfitUnit: 'price',
    stopLoss: '95',
    stopLossUnit: 'price',
    ...change,
  };
  const read = readDraft(draft, { instrument, quote: { bid: 100, ask: 100 }, decimalSeparator: '.', now });
  return judge(rules, { symbol: instrument.symbol, side: draft.side, held, equity: 100_000, read }, now);
}

const rulesOf = (...args: Parameters<typeof judged>) => judged(...args).map(({ rule }) => rule);

describe('judge', () => {
  it('says what an order risks against the rule', () => {
    expect(judged(look({ riskPerTradePct: 1 }), {})).toEqual([
      { rule: 'riskPerTrade', isBroken: true, limit: 1, figure: 2.3 },
    ]);
    expect(judged(look({ riskPerTradePct: 2.3 }), {})[0]?.isBroken).toBe(false);
  });

  it('counts an order without a stop with all it is worth, and one that turns around with what it opens', () => {
    const rules = look({ riskPerTradePct: 1 });
    expect(judged(rules, { stopLoss: '' })[0]?.figure).toBe(46);
    expect(judged(rules, {}, -260)[0]?.figure).toBe(1);
    expect(judged(rules, { stopLoss: '', trail: '5', trailUnit: 'percent' })[0]?.figure).toBe(2.3);
  });

  it('adds what is at risk on the symbol and side already', () => {
    const atRisk = [
      { symbol: 'BTC-SIM', long: 700, short: 90_000 },
      { symbol: 'ETH-SIM', long: 90_000, short: 0 },
    ];
    const [found] = judged(look({ riskPerTradePct: 2.5 }, { atRisk }), {});
    expect(found).toEqual({ rule: 'riskPerTrade', isBroken: true, limit: 2.5, figure: 3 });
  });

  it('says nothing of a risk that is not known yet', () => {
    const rules = look({ riskPerTradePct: 1, needsStop: true });
    expect(judged(rules, { quantity: '' })).toEqual([]);
    expect(judged(rules, { stopLoss: '105' })).toEqual([]);
    expect(judged(rules, { stopLoss: '', trail: '2', trailUnit: 'atr' })).toEqual([]);
  });

  it('asks for a stop, and ends the day and pauses', () => {
    expect(rulesOf(look({ needsStop: true }), { stopLoss: '' })).toEqual(['stop']);
    expect(rulesOf(look({ needsStop: true }), {})).toEqual([]);
    expect(rulesOf(look({ riskPerDayPct: 2 }, { dayLossPct: 2 }), {})).toEqual(['riskPerDay']);
    expect(rulesOf(look({ riskPerDayPct: 2 }, { dayLossPct: 1.99 }), {})).toEqual([]);
    const paused = { lossesInARow: 3, pausedUntil: '2026-05-04T12:00:01Z' };
    expect(rulesOf(look({ coolDownLosses: 3, coolDownMinutes: 10 }, paused), {})).toEqual(['coolDown']);
    const over = { ...paused, pausedUntil: '2026-05-04T12:00:00Z' };
    expect(rulesOf(look({ coolDownLosses: 3, coolDownMinutes: 10 }, over), {})).toEqual([]);
  });

  it('counts positions, but not again what is held', () => {
    const rules = look({ mostPositions: 1 }, { openSymbols: ['ETH-SIM'] });
    expect(judged(rules, {})).toEqual([{ rule: 'mostPositions', isBroken: true, limit: 1, figure: 2 }]);
    expect(rulesOf(rules, {}, 1)).toEqual([]);
  });

  it('lets alone what only reduces', () => {
    const strict = look(
      { riskPerTradePct: 0.01, needsStop: true, riskPerDayPct: 1 },
      { dayLossPct: 5, openSymbols: ['BTC-SIM'] },
    );
    expect(judged(strict, { stopLoss: '' }, -460)).toEqual([]);
    expect(judged(strict, { stopLoss: '', reduceOnly: true }, -1)).toEqual([]);
    expect(rulesOf(strict, { stopLoss: '' }, -459)).toEqual(['stop', 'riskPerTrade', 'riskPerDay']);
  });
});
