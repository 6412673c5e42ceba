import { ApiError } from '@/lib/api/errors';
import type { Term } from '../indicators/catalogue';

/** What is wrong with a rule, and where. */
export type RuleProblem = {
  /** Which rule of what was sent, such as `rule` or `columns[2]`. */
  field: string;
  code: string;
  /** First character concerned, from 0. */
  start: number;
  /** Characters concerned; 0 when something is missing. */
  length: number;
  message: Term;
  /** What to write in their place. */
  suggestion?: string | null;
};

/** What a refusal says about the rules that were sent; nothing when it is about something else. */
export function problemsOf(error: unknown): readonly RuleProblem[] {
  if (!(error instanceof ApiError) || error.code !== 'market.rule_invalid') return [];
  const { rules } = error.details;
  return Array.isArray(rules) ? (rules as RuleProblem[]) : [];
}

/** A rule in parts: those that are wrong, and what stands between them. Where something is missing a part is empty. */
export function marked(rule: string, problems: readonly RuleProblem[]) {
  const parts: { text: string; isWrong: boolean }[] = [];
  let at = 0;
  for (const { start, length } of [...problems].sort((a, b) => a.start - b.start)) {
    if (start < at) continue;
    parts.push({ text: rule.slice(at, start), isWrong: false });
    parts.push({ text: rule.slice(start, start + length), isWrong: true });
    at = start + length;
  }
  parts.push({ text: rule.slice(at), isWrong: false });
  return parts.filter(({ text, isWrong }) => text !== '' || isWrong);
}

/** A rule with what a problem suggests. */
export const mended = (rule: string, { start, length, suggestion }: RuleProblem) =>
  rule.slice(0, start) + (suggestion ?? '') + rule.slice(start + length);
