import { Decimal } from './decimal';

export type NumberProblem =
  'required' | 'notANumber' | 'ambiguous' | 'tooManyDecimals' | 'notPositive' | 'tooLong';

export type Reading = { value: Decimal; problem: null } | { value: null; problem: NumberProblem };

const grouped = /^\d{1,3}([.,]\d{3})+$/;
const refuse = (problem: NumberProblem): Reading => ({ value: null, problem });

/**
 * What a person typed or pasted: `1.234,56`, `1,234.56` and `1 234,56` all mean 1234.56. A lone foreign separator is taken
 * for the decimal one (numeric keypads), unless it could as well group thousands (`1.085` where the comma is decimal):
 * guessing wrong would be off by a thousand, so that is refused.
 */
export function readNumber(typed: string, decimalSeparator: string): Reading {
  const text = typed.replace(/[\s\u00a0\u202f'’]/g, '');
  if (text === '') return refuse('required');
  const last = text.charAt(Math.max(text.lastIndexOf('.'), text.lastIndexOf(',')));
  const foreign = decimalSeparator === ',' ? '.' : ',';
  let plain: string;
  if (text.includes('.') && text.includes(',')) {
    const [whole = '', ...rest] = text.split(last);
    if (rest.length !== 1 || !grouped.test(whole)) return refuse('notANumber');
    plain = `${whole.replace(/[.,]/g, '')}.${rest[0]}`;
  } else if (text.split(last).length > 2 && last !== '') {
    if (!grouped.test(text)) return refuse('notANumber');
    plain = text.replaceAll(last, '');
  } else if (last === foreign && /^[1-9]\d{0,2}[.,]\d{3}$/.test(text)) {
    return refuse('ambiguous');
  } else {
    plain = text.replace(',', '.');
  }
  const value = Decimal.parse(plain);
  return value ? { value, problem: null } : refuse('notANumber');
}

/** A positive amount with at most `digits` decimals, or what is wrong with it. */
export function readAmount(typed: string, digits: number, decimalSeparator: string): Reading {
  const reading = readNumber(typed, decimalSeparator);
  if (reading.value === null) return reading;
  if (reading.value.sign <= 0) return refuse('notPositive');
  if (reading.value.decimals > digits) return refuse('tooManyDecimals');
  return reading.value.isSendable ? reading : refuse('tooLong');
}

/** A decimal as it is typed in this language: no grouping, no trailing zeros. */
export const asTyped = (value: Decimal, decimalSeparator: string) =>
  value.toPlain().replace('.', decimalSeparator);
