import { Decimal } from '@/lib/formats/decimal';
import type { OrderRequest, OrderType, TimeInForce, TrailUnit } from '../api/types';

/** Targets behind the take-profit: with it there are as many as an order can have. */
export const furtherTargets = ['target2', 'target3', 'target4', 'target5'] as const;
/** How much of the order (percent) the target before each of them closes; where nothing is said, as much as the others. */
export const targetShares = ['share1', 'share2', 'share3', 'share4'] as const;

/** The part of the ticket that most orders leave as it is, as typed. */
export type TermsDraft = {
  timeInForce: TimeInForce;
  /** As a field for local date and time has it. */
  expiresAt: string;
  postOnly: boolean;
  reduceOnly: boolean;
  trail: string;
  trailUnit: TrailUnit;
  breakEven: boolean;
} & Record<(typeof furtherTargets)[number] | (typeof targetShares)[number], string>;

export const plainTerms: TermsDraft = {
  timeInForce: 'gtc',
  expiresAt: '',
  postOnly: false,
  reduceOnly: false,
  trail: '',
  trailUnit: 'percent',
  breakEven: false,
  target2: '',
  target3: '',
  target4: '',
  target5: '',
  share1: '',
  share2: '',
  share3: '',
  share4: '',
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
  const { timeInForce, postOnly, reduceOnly, trail, target2 } = effectiveTerms(type, terms);
  return (
    type === 'stopLimit' ||
    type === 'trailingStop' ||
    timeInForce !== 'gtc' ||
    postOnly ||
    reduceOnly ||
    trail.trim() !== '' ||
    target2.trim() !== ''
  );
};

/** How many targets behind the take-profit are written: each comes after the one before it. */
export function furtherCount(terms: TermsDraft): number {
  const empty = furtherTargets.findIndex((name) => terms[name].trim() === '');
  return empty < 0 ? furtherTargets.length : empty;
}

const hundred = Decimal.of(100);

/**
 * Targets of an order: a share of it for each, rounded down to its step, and for the last one the rest. Null when one of them would be nothing.
 * @param shares Percent, of all but the last; null is an equal part.
 */
export function splitTargets(
  quantity: Decimal,
  shares: readonly (Decimal | null)[],
  quantityDigits: number,
  prices: readonly Decimal[],
): NonNullable<OrderRequest['targets']> | null {
  const equal = quantity.dividedBy(Decimal.of(prices.length), quantityDigits);
  let rest = quantity;
  const parts = prices.map((price, index) => {
    const isLast = index === prices.length - 1;
    const share = shares[index];
    const part = isLast ? rest : share ? quantity.times(share).dividedBy(hundred, quantityDigits) : equal;
    rest = rest.minus(part);
    return { price, part };
  });
  if (parts.some(({ part }) => part.sign <= 0)) return null;
  return parts.map(({ price, part }) => ({ price: price.toNumber(), quantity: part.toNumber() }));
}
