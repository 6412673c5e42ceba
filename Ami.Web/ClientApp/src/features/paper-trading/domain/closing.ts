import { Decimal } from '@/lib/formats/decimal';
import { readAmount, type NumberProblem } from '@/lib/formats/numberInput';

export const shares = [25, 50, 75, 100] as const;

const hundred = Decimal.of(100);

/** A share, in percent, of what is held, cut to the step of the symbol; all of it whatever its step. */
export const shareOf = (held: number, share: number, digits: number) =>
  share === 100
    ? Decimal.of(Math.abs(held))
    : Decimal.of(Math.abs(held)).times(Decimal.of(share)).dividedBy(hundred, digits);

type Part =
  | { units: Decimal; isWhole: boolean; problem: null }
  | { units: null; isWhole: false; problem: NumberProblem | 'moreThanHeld' };

/** How much of what is held is closed. Nothing typed means all of it. */
export function partOf(typed: string | null, held: number, digits: number, separator: string): Part {
  const whole = Decimal.of(Math.abs(held));
  if (typed === null) return { units: whole, isWhole: true, problem: null };
  const { value, problem } = readAmount(typed, Math.max(digits, whole.decimals), separator);
  if (problem) return { units: null, isWhole: false, problem };
  const order = value.compare(whole);
  if (order > 0) return { units: null, isWhole: false, problem: 'moreThanHeld' };
  if (order === 0) return { units: whole, isWhole: true, problem: null };
  return value.decimals > digits
    ? { units: null, isWhole: false, problem: 'tooManyDecimals' }
    : { units: value, isWhole: false, problem: null };
}
