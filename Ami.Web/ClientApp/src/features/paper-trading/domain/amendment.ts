import { Decimal } from '@/lib/formats/decimal';
import { readAmount, type NumberProblem } from '@/lib/formats/numberInput';
import type { AmendRequest, Order } from '../api/types';

export type AmendField = 'quantity' | 'limitPrice' | 'stopPrice' | 'trail';

type Terms = Pick<
  Order,
  'type' | 'role' | 'quantity' | 'limitPrice' | 'stopPrice' | 'trailDistance' | 'isTriggered' | 'version'
>;

/** A trailing stop, or a stop-loss that follows the price. */
const follows = ({ type, role, trailDistance }: Terms) =>
  trailDistance != null && (type === 'trailingStop' || role === 'stopLoss');

/** What an order of its kind has that can be changed. */
export function amendable(order: Terms): readonly AmendField[] {
  const { type, role, isTriggered } = order;
  if (type === 'market' || role === 'liquidation') return [];
  const fields: AmendField[] = [];
  if (type === 'limit' || type === 'stopLimit') fields.push('limitPrice');
  if (follows(order)) fields.push('trail');
  else if (type === 'stop' || (type === 'stopLimit' && !isTriggered)) fields.push('stopPrice');
  if (role === 'entry' || role === 'close') fields.push('quantity');
  return fields;
}

/** What a field shows at first. */
export const valueOf = (order: Terms, field: AmendField): number | null =>
  (field === 'trail' ? order.trailDistance : order[field]) ?? null;

export type ReadAmendment = {
  problems: Partial<Record<AmendField, NumberProblem>>;
  /** Null while something is wrong, or nothing is different. */
  request: AmendRequest | null;
};

/** Reads new terms: only what differs is sent, with the version that was shown. */
export function readAmendment(
  order: Terms,
  typed: Partial<Record<AmendField, string>>,
  digits: { price: number; quantity: number },
  decimalSeparator: string,
): ReadAmendment {
  const problems: ReadAmendment['problems'] = {};
  const request: AmendRequest = { version: order.version };
  let differs = false;
  for (const field of amendable(order)) {
    const reading = readAmount(
      typed[field] ?? '',
      field === 'quantity' ? digits.quantity : digits.price,
      decimalSeparator,
    );
    if (reading.value === null) {
      problems[field] = reading.problem;
      continue;
    }
    const before = valueOf(order, field);
    if (before !== null && reading.value.compare(Decimal.of(before)) === 0) continue;
    differs = true;
    const value = reading.value.toNumber();
    if (field === 'trail') request.trail = { unit: 'price', value };
    else request[field] = value;
  }
  return { problems, request: differs && Object.keys(problems).length === 0 ? request : null };
}
