import { Decimal } from '@/lib/formats/decimal';

export type RiskInput = {
  equity: Decimal;
  /** How much of the equity may be lost, in percent. */
  riskPercent: Decimal;
  entry: Decimal;
  stop: Decimal;
  buyingPower: Decimal;
  quantityDigits: number;
  minQuantity: Decimal;
};

export type RiskSize = {
  quantity: Decimal;
  /** Money lost if the stop fills at its price; slippage and fees come on top. */
  loss: Decimal;
  notional: Decimal;
  limitedBy: 'risk' | 'buyingPower' | 'belowMinimum';
};

const hundred = Decimal.of(100);

/**
 * The largest quantity whose loss between entry and stop stays within the risk: equity × risk % ÷ |entry − stop|, cut to
 * the symbol's step and to what the account can buy. Null when entry and stop are the same.
 */
export function riskSize(input: RiskInput): RiskSize | null {
  const distance = input.entry.minus(input.stop).abs();
  if (distance.sign === 0 || input.entry.sign <= 0) return null;
  const budget = input.equity.times(input.riskPercent).dividedBy(hundred, 8);
  const byRisk = budget.dividedBy(distance, input.quantityDigits);
  const affordable = input.buyingPower.dividedBy(input.entry, input.quantityDigits);
  const limited = affordable.compare(byRisk) < 0;
  const quantity = limited ? affordable : byRisk;
  return {
    quantity,
    loss: quantity.times(distance).rounded(2),
    notional: quantity.times(input.entry).rounded(2),
    limitedBy: quantity.compare(input.minQuantity) < 0 ? 'belowMinimum' : limited ? 'buyingPower' : 'risk',
  };
}
