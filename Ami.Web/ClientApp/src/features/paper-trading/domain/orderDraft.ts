import { Decimal } from '@/lib/formats/decimal';
import { readAmount, type NumberProblem } from '@/lib/formats/numberInput';
import type { Instrument, OrderRequest, OrderType, Side } from '../api/types';
import {
  effectiveTerms,
  furtherCount,
  furtherTargets,
  plainTerms,
  splitTargets,
  targetShares,
  type TermsDraft,
} from './orderTerms';

export type Unit = 'price' | 'percent';

/** The order ticket as typed. */
export type OrderDraft = TermsDraft & {
  side: Side;
  type: OrderType;
  quantity: string;
  limitPrice: string;
  stopPrice: string;
  takeProfit: string;
  takeProfitUnit: Unit;
  stopLoss: string;
  stopLossUnit: Unit;
};

export const emptyDraft: OrderDraft = {
  ...plainTerms,
  side: 'buy',
  type: 'market',
  quantity: '',
  limitPrice: '',
  stopPrice: '',
  takeProfit: '',
  takeProfitUnit: 'price',
  stopLoss: '',
  stopLossUnit: 'price',
};

export type DraftField =
  | 'quantity'
  | 'limitPrice'
  | 'stopPrice'
  | 'takeProfit'
  | 'stopLoss'
  | 'trail'
  | (typeof furtherTargets)[number]
  | (typeof targetShares)[number]
  | 'expiresAt';
export type DraftProblem =
  | NumberProblem
  | 'belowMinimum'
  | 'worthTooLittle'
  | 'beyondBuyingPower'
  | 'mustBeAbove'
  | 'mustBeBelow'
  | 'belowHundred'
  | 'notSplit'
  | 'noFirstTarget'
  | 'past';

export type ReadDraft = {
  problems: Partial<Record<DraftField, DraftProblem>>;
  /** The price the order is expected to fill at: typed, or the market's side of the quote. */
  entry: Decimal | null;
  quantity: Decimal | null;
  takeProfit: Decimal | null;
  stopLoss: Decimal | null;
  /** Those behind the take-profit. */
  further: readonly Decimal[];
  /** The terms that count. */
  terms: TermsDraft;
  /** Whether the loss has a planned limit: a stop, fixed or following. */
  isProtected: boolean;
  /** A limit that the market has reached already: it fills at once, like a market order. */
  fillsAtOnce: boolean;
  /** It makes smaller what is held, whatever becomes of it; as far as that can be known before it is complete. */
  onlyReduces: boolean;
  /** It opens more than the buying power, and will probably be refused. */
  overBuyingPower: boolean;
  request: Omit<OrderRequest, 'accountId'> | null;
};

export type Surroundings = {
  instrument: Instrument;
  quote: { bid: number; ask: number } | undefined;
  decimalSeparator: string;
  /** What the account may still open, what it may hold at all, and its quantity of the symbol; unknown while the account is. */
  account?: { buyingPower: number; most: number; held: number };
  /** Unix milliseconds. */
  now?: number;
};

const percentDigits = 4;
const hundred = Decimal.of(100);

/** Reads the ticket: what would be sent, and what is wrong field by field. Empty optional fields are no problem. */
export function readDraft(
  draft: OrderDraft,
  { instrument, quote, decimalSeparator, account, now = Date.now() }: Surroundings,
): ReadDraft {
  const problems: ReadDraft['problems'] = {};

  function read(field: DraftField, text: string, digits: number): Decimal | null {
    const reading = readAmount(text, digits, decimalSeparator);
    if (reading.problem !== null) problems[field] = reading.problem;
    return reading.value;
  }

  const price = (field: DraftField, text: string) => read(field, text, instrument.priceDigits);
  const quantity = read('quantity', draft.quantity, instrument.quantityDigits);
  const opposite = account && account.held * (draft.side === 'buy' ? 1 : -1) < 0;
  const closes = Decimal.of(opposite ? Math.abs(account.held) : 0);
  if (
    quantity &&
    quantity.compare(Decimal.of(instrument.minQuantity)) < 0 &&
    (quantity.sign <= 0 || quantity.compare(closes) > 0)
  )
    problems.quantity = 'belowMinimum';
  const { type } = draft;
  const terms = effectiveTerms(type, draft);
  const limitPrice = type === 'limit' || type === 'stopLimit' ? price('limitPrice', draft.limitPrice) : null;
  const stopPrice = type === 'stop' || type === 'stopLimit' ? price('stopPrice', draft.stopPrice) : null;
  const market = quote && Decimal.of(draft.side === 'buy' ? quote.ask : quote.bid);
  const atMarket = type === 'market' || type === 'trailingStop';
  const entry =
    limitPrice ?? (type === 'stopLimit' ? null : stopPrice) ?? (atMarket ? (market ?? null) : null);

  let overBuyingPower = false;
  if (quantity && entry && !problems.quantity) {
    const opens = quantity.minus(closes);
    if (opens.sign > 0) {
      if (quantity.times(entry).compare(Decimal.of(instrument.minNotional)) < 0)
        problems.quantity = 'worthTooLittle';
      // What is opened can never be more than this; how much less depends on all positions and orders, which the server weighs.
      else if (account && opens.times(entry).compare(Decimal.of(account.most)) > 0)
        problems.quantity = 'beyondBuyingPower';
      else
        overBuyingPower =
          account !== undefined && opens.times(entry).compare(Decimal.of(account.buyingPower)) > 0;
    }
  }
  const fillsAtOnce =
    type === 'limit' &&
    limitPrice !== null &&
    market !== undefined &&
    limitPrice.compare(market) !== (draft.side === 'buy' ? -1 : 1);

  /** +1: the level must lie above the entry, −1: below. */
  function level(
    field: 'takeProfit' | 'stopLoss' | (typeof furtherTargets)[number],
    text: string,
    unit: Unit,
    direction: 1 | -1,
  ): Decimal | null {
    if (text.trim() === '') return null;
    const typed = unit === 'price' ? price(field, text) : read(field, text, percentDigits);
    if (!typed) return null;
    const value =
      unit === 'price' ? typed : entry && atPercent(entry, typed, direction, instrument.priceDigits);
    if (!value) return null;
    if (value.sign <= 0) problems[field] = 'notPositive';
    else if (entry && value.compare(entry) !== direction) {
      problems[field] = direction === 1 ? 'mustBeAbove' : 'mustBeBelow';
    }
    return value;
  }

  const up = draft.side === 'buy' ? 1 : -1;
  // What only reduces has no exits of its own.
  const exits = !terms.reduceOnly;
  const takeProfit = exits ? level('takeProfit', draft.takeProfit, draft.takeProfitUnit, up) : null;
  const stopLoss = exits ? level('stopLoss', draft.stopLoss, draft.stopLossUnit, up === 1 ? -1 : 1) : null;
  const count = exits ? furtherCount(draft) : 0;
  const further = furtherTargets
    .slice(0, count)
    .flatMap((name) => level(name, draft[name], draft.takeProfitUnit, up) ?? []);

  let targets: OrderRequest['targets'] = null;
  if (count > 0) {
    const shares = targetShares
      .slice(0, count)
      .map((name) => (draft[name].trim() === '' ? null : read(name, draft[name], percentDigits)));
    if (!takeProfit) problems.target2 = 'noFirstTarget';
    else if (quantity && further.length === count && targetShares.every((name) => !(name in problems))) {
      targets = splitTargets(quantity, shares, instrument.quantityDigits, [takeProfit, ...further]);
      if (!targets) problems.share1 = 'notSplit';
    }
  }

  const wantsTrail = type === 'trailingStop' || (exits && draft.trail.trim() !== '');
  const trailDigits = draft.trailUnit === 'price' ? instrument.priceDigits : percentDigits;
  const trail = wantsTrail ? read('trail', draft.trail, trailDigits) : null;
  if (trail && draft.trailUnit === 'percent' && trail.compare(hundred) >= 0) problems.trail = 'belowHundred';

  let expiresAt: string | null = null;
  if (terms.timeInForce === 'gtd') {
    const moment = new Date(draft.expiresAt);
    if (draft.expiresAt === '' || Number.isNaN(moment.getTime())) problems.expiresAt = 'required';
    else if (moment.getTime() <= now) problems.expiresAt = 'past';
    else expiresAt = moment.toISOString();
  }

  const complete = Object.keys(problems).length === 0 && quantity && entry;
  return {
    problems,
    entry,
    quantity,
    takeProfit,
    stopLoss,
    further,
    terms,
    isProtected: stopLoss !== null || wantsTrail || terms.reduceOnly,
    fillsAtOnce,
    onlyReduces:
      !takeProfit &&
      !stopLoss &&
      further.length === 0 &&
      (!wantsTrail || type === 'trailingStop') &&
      (terms.reduceOnly || (closes.sign > 0 && (!quantity || quantity.compare(closes) <= 0))),
    overBuyingPower,
    request: complete
      ? {
          symbol: instrument.symbol,
          side: draft.side,
          type: draft.type,
          quantity: quantity.toNumber(),
          limitPrice: limitPrice?.toNumber() ?? null,
          stopPrice: stopPrice?.toNumber() ?? null,
          takeProfit: targets ? null : (takeProfit?.toNumber() ?? null),
          stopLoss: stopLoss?.toNumber() ?? null,
          // An ordinary order says nothing about these.
          ...(terms.timeInForce !== 'gtc' && { timeInForce: terms.timeInForce }),
          ...(expiresAt && { expiresAt }),
          ...(terms.postOnly && { postOnly: true }),
          ...(terms.reduceOnly && { reduceOnly: true }),
          ...(trail && { trail: { unit: draft.trailUnit, value: trail.toNumber() } }),
          ...(targets && { targets, breakEven: terms.breakEven && (stopLoss !== null || trail !== null) }),
        }
      : null,
  };
}

/** The price `percent` away from the entry, on the symbol's step. */
export function atPercent(entry: Decimal, percent: Decimal, direction: 1 | -1, digits: number): Decimal {
  const move = entry.times(percent).dividedBy(hundred, digits + 4);
  return (direction === 1 ? entry.plus(move) : entry.minus(move)).rounded(digits);
}
