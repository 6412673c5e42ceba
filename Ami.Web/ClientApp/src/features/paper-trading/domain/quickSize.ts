import { Decimal } from '@/lib/formats/decimal';

export const shares = [25, 50, 100] as const;

export type SizeInput = {
  side: 'buy' | 'sell';
  /** Units of the open position, negative for a short. */
  held: number;
  buyingPower: Decimal;
  /** What a unit will cost; null while there is no price. */
  entry: Decimal | null;
  /** The price may move before it fills: a little is left over for that. */
  atMarket: boolean;
  quantityDigits: number;
};

const hundred = Decimal.of(100);
const reserve = Decimal.of(0.995);

/** Whether an order on this side makes the open position smaller. */
export const reduces = ({ side, held }: Pick<SizeInput, 'side' | 'held'>) =>
  side === 'buy' ? held < 0 : held > 0;

/** A share, in percent, of the position where the order reduces one, else of what the account can buy; never more than that. */
export function shareSize(share: number, input: SizeInput): Decimal | null {
  const percent = Decimal.of(share);
  if (reduces(input)) {
    const held = Decimal.of(Math.abs(input.held));
    return held.times(percent).dividedBy(hundred, input.quantityDigits);
  }
  const power = input.atMarket ? input.buyingPower.times(reserve) : input.buyingPower;
  return cashSize(power.times(percent).dividedBy(hundred, 8), input);
}

/** As many units as an amount of money pays for, cut to the step of the symbol. */
export function cashSize(
  cash: Decimal,
  { entry, quantityDigits }: Pick<SizeInput, 'entry' | 'quantityDigits'>,
) {
  return entry && entry.sign > 0 && cash.sign > 0 ? cash.dividedBy(entry, quantityDigits) : null;
}
