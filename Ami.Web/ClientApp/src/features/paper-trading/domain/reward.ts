import { Decimal } from '@/lib/formats/decimal';
import type { Side } from '../api/types';
import type { ReadDraft } from './orderDraft';

/** Money between two prices for this order: what a target earns or a stop costs, before fees. */
export function moneyBetween(side: Side, quantity: Decimal, entry: Decimal, exit: Decimal): Decimal {
  const move = side === 'buy' ? exit.minus(entry) : entry.minus(exit);
  return quantity.times(move).rounded(2);
}

/** What an order may earn for what it may lose: of several targets, as far as each closes it. Null without a target or a stop. */
export function rewardToRisk({ entry, quantity, takeProfit, stopLoss, request }: ReadDraft): Decimal | null {
  if (!entry || !quantity || !takeProfit || !stopLoss || entry.compare(stopLoss) === 0) return null;
  const parts = request?.targets?.map((one) => [Decimal.of(one.price), Decimal.of(one.quantity)] as const);
  const reward = (parts ?? [[takeProfit, quantity] as const]).reduce(
    (sum, [price, part]) => sum.plus(price.minus(entry).abs().times(part)),
    Decimal.of(0),
  );
  return reward.dividedBy(entry.minus(stopLoss).abs().times(quantity), 2);
}
