import { Decimal } from '@/lib/formats/decimal';
import type { OrderRequest, OrderType, TimeInForce, TrailUnit } from '../api/types';

/** The part of the ticket that most orders leave as it is, as typed. */
export type TermsDraft = {
  timeInForce: TimeInForce;
  /** As a field for local date and time has it. */
  expiresAt: string;
  postOnly: boolean;
  reduceOnly: boolean;
  trail: string;
  trailUnit: TrailUnit;
  /** A target behind the take-profit, and how much of the order (percent) the first one closes. */
  secondTarget: string;
  firstShare: string;
  breakEven: boolean;
};

export const plainTerms: TermsDraft = {
  timeInForce: 'gtc',
  expiresAt: '',
  postOnly: false,
  reduceOnly: false,
  trail: '',
  trailUnit: 'percent',
  secondTarget: '',
  firstShare: '50',
  breakEven: false,
};

export const orderTypes: readonly OrderType[] = ['market', 'limit', 'stop', 'stopLimit', 'trailingStop'];

const untilCancelled: readonly TimeInForce[] = ['gtc'];
const waiting: readonly TimeInForce[] = ['gtc', 'day', 'gtd'];
const everyForce: readonly TimeInForce[] = [...waiting, 'ioc', 'fok'];

/** How long an order of a type may work. */
export const forcesOf = (type: OrderType) =>
  type === 'market' ? untilCancelled : type === 'limit' ? everyForce : waiting;

/** The terms that count for a type: what it cannot have is as if it had not been chosen. */
export function effectiveTerms(type: OrderType, terms: TermsDraft): TermsDraft {
  const timeInForce = forcesOf(type).includes(terms.timeInForce) ? terms.timeInForce : 'gtc';
  const rests = type === 'limit' && timeInForce !== 'ioc' && timeInForce !== 'fok';
  return { ...terms, timeInForce, postOnly: terms.postOnly && rests };
}

/** Whether anything differs from an ordinary order: then the ticket says so even when these fields are folded away. */
export const hasTerms = (type: OrderType, terms: TermsDraft) => {
  const { timeInForce, postOnly, reduceOnly, trail, secondTarget } = effectiveTerms(type, terms);
  return (
    type === 'stopLimit' ||
    type === 'trailingStop' ||
    timeInForce !== 'gtc' ||
    postOnly ||
    reduceOnly ||
    trail.trim() !== '' ||
    secondTarget.trim() !== ''
  );
};

/** Two targets of an order, the nearer first: a share of it, rounded down to its step, and the rest. Null when one would be nothing. */
export function splitTargets(
  quantity: Decimal,
  share: Decimal,
  quantityDigits: number,
  [first, second]: readonly [Decimal, Decimal],
): NonNullable<OrderRequest['targets']> | null {
  const part = quantity
    .times(share)
    .dividedBy(Decimal.of(100), quantityDigits + 4)
    .truncated(quantityDigits);
  const rest = quantity.minus(part);
  if (part.sign <= 0 || rest.sign <= 0) return null;
  return [
    { price: first.toNumber(), quantity: part.toNumber() },
    { price: second.toNumber(), quantity: rest.toNumber() },
  ];
}
