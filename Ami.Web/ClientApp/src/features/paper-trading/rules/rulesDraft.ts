import type { components } from '@/lib/api/schema';
import { Decimal } from '@/lib/formats/decimal';
import { asTyped, readAmount, type NumberProblem } from '@/lib/formats/numberInput';

export type AccountRules = components['schemas']['AccountRules'];

/** Decimals and the largest value of each; empty is no rule. */
export const limits = {
  riskPerTradePct: { digits: 2, most: 100 },
  riskPerDayPct: { digits: 2, most: 100 },
  coolDownLosses: { digits: 0, most: 20 },
  coolDownMinutes: { digits: 0, most: 10_080 },
  mostPositions: { digits: 0, most: 100 },
} as const;

export type RuleField = keyof typeof limits;
export const ruleFields = Object.keys(limits) as RuleField[];

export type RulesDraft = Record<RuleField, string> & { needsStop: boolean };
export type RuleProblem = NumberProblem | 'tooMuch' | 'together';

export function draftOf(rules: AccountRules, decimalSeparator: string): RulesDraft {
  const text = (field: RuleField) => {
    const value = rules[field];
    return value == null ? '' : asTyped(Decimal.of(value), decimalSeparator);
  };
  return {
    riskPerTradePct: text('riskPerTradePct'),
    riskPerDayPct: text('riskPerDayPct'),
    coolDownLosses: text('coolDownLosses'),
    coolDownMinutes: text('coolDownMinutes'),
    mostPositions: text('mostPositions'),
    needsStop: rules.needsStop === true,
  };
}

export type ReadRules = {
  problems: Partial<Record<RuleField, RuleProblem>>;
  /** Null while something is wrong. */
  rules: AccountRules | null;
};

export function readRules(draft: RulesDraft, decimalSeparator: string): ReadRules {
  const problems: ReadRules['problems'] = {};
  const read = (field: RuleField): number | null => {
    if (draft[field].trim() === '') return null;
    const { digits, most } = limits[field];
    const reading = readAmount(draft[field], digits, decimalSeparator);
    const value = reading.value?.toNumber() ?? null;
    if (reading.problem !== null) problems[field] = reading.problem;
    else if (value !== null && value > most) problems[field] = 'tooMuch';
    return value;
  };
  const rules: AccountRules = {
    riskPerTradePct: read('riskPerTradePct'),
    riskPerDayPct: read('riskPerDayPct'),
    coolDownLosses: read('coolDownLosses'),
    coolDownMinutes: read('coolDownMinutes'),
    mostPositions: read('mostPositions'),
    needsStop: draft.needsStop,
  };
  // A pause needs both: after how many losses, and how long.
  if ((draft.coolDownLosses.trim() === '') !== (draft.coolDownMinutes.trim() === ''))
    problems[draft.coolDownLosses.trim() === '' ? 'coolDownLosses' : 'coolDownMinutes'] = 'together';
  return { problems, rules: Object.keys(problems).length === 0 ? rules : null };
}

/** Whether two say the same, however absent rules are written. */
export const sameRules = (a: AccountRules, b: AccountRules) =>
  ruleFields.every((field) => (a[field] ?? null) === (b[field] ?? null)) &&
  (a.needsStop ?? false) === (b.needsStop ?? false);
