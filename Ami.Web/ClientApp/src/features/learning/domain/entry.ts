import type { NumberProblem } from '@/lib/formats/numberInput';
import { asTyped, readNumber } from '@/lib/formats/numberInput';
import { Decimal } from '@/lib/formats/decimal';

/** Longer ones are no answer to a question. */
const mostDigits = 15;

export type Entry = { value: string; problem: null } | { value: null; problem: NumberProblem | null };

/**
 * A typed number as one text whatever the language: point, no grouping, no zeros around it, and one zero. With neither value nor problem when
 * nothing was typed.
 */
export function readEntry(typed: string, decimalSeparator: string): Entry {
  const reading = readNumber(typed.replace(/^(\s*)[\u2212\u2013]/, '$1-'), decimalSeparator);
  if (reading.value === null)
    return { value: null, problem: reading.problem === 'required' ? null : reading.problem };
  if (!reading.value.isSendable || reading.value.decimals > mostDigits)
    return { value: null, problem: 'tooLong' };
  return { value: reading.value.sign === 0 ? '0' : reading.value.toPlain(), problem: null };
}

/** What stands in the field for a number that was kept. */
export function entryOf(value: string | number | null | undefined, decimalSeparator: string): string {
  if (value === null || value === undefined) return '';
  const kept = typeof value === 'number' ? Decimal.of(value) : Decimal.parse(value);
  return kept ? asTyped(kept, decimalSeparator) : '';
}
