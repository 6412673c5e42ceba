import { describe, expect, it } from 'vitest';
import { draftOf, readRules, sameRules } from './rulesDraft';

const empty = draftOf({}, '.');

describe('the draft of rules', () => {
  it('reads what it shows, in the separator of the language', () => {
    const rules = {
      riskPerTradePct: 0.5,
      riskPerDayPct: 2,
      coolDownLosses: 3,
      coolDownMinutes: 30,
      mostPositions: 2,
      needsStop: true,
    };
    const draft = draftOf(rules, ',');
    expect(draft.riskPerTradePct).toBe('0,5');
    expect(readRules(draft, ',')).toEqual({ problems: {}, rules });
  });

  it('takes an empty field for no rule', () => {
    expect(sameRules(readRules(empty, '.').rules ?? { needsStop: true }, {})).toBe(true);
    expect(sameRules({ needsStop: true }, {})).toBe(false);
    expect(sameRules({ mostPositions: 1 }, { mostPositions: 2 })).toBe(false);
  });

  it('says what is wrong field by field', () => {
    expect(readRules({ ...empty, riskPerTradePct: '1.001' }, '.')).toEqual({
      problems: { riskPerTradePct: 'tooManyDecimals' },
      rules: null,
    });
    expect(readRules({ ...empty, riskPerDayPct: '101' }, '.').problems).toEqual({ riskPerDayPct: 'tooMuch' });
    expect(readRules({ ...empty, mostPositions: '0' }, '.').problems).toEqual({
      mostPositions: 'notPositive',
    });
    expect(readRules({ ...empty, coolDownLosses: '2' }, '.').problems).toEqual({
      coolDownMinutes: 'together',
    });
    expect(readRules({ ...empty, coolDownMinutes: '2' }, '.').problems).toEqual({
      coolDownLosses: 'together',
    });
  });
});
