import { Decimal } from '@/lib/formats/decimal';
import { readAmount, type NumberProblem } from '@/lib/formats/numberInput';
import type { Instrument, OrderRequest, OrderType, Side } from '../api/types';

export type Unit = 'price' | 'percent';

/** The order ticket as typed. */
export type OrderDraft = {
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

export type DraftField = 'quantity' | 'limitPrice' | 'stopPrice' | 'takeProfit' | 'stopLoss';
export type DraftProblem =
  NumberProblem | 'belowMinimum' | 'worthTooLittle' | 'beyondBuyingPower' | 'mustBeAbove' | 'mustBeBelow';

export type ReadDraft = {
  problems: Partial<Record<DraftField, DraftProblem>>;
  /** The price the order is expected to fill at: typed, or the market's side of the quote. */
  entry: Decimal | null;
  quantity: Decimal | null;
  takeProfit: Decimal | null;
  stopLoss: Decimal | null;
  /** A limit that the market has reached already: it fills at once, like a market order. */
  fillsAtOnce: boolean;
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
};

const percentDigits = 4;
const hundred = Decimal.of(100);

/** Reads the ticket: what would be sent, and what is wrong field by field. Empty optional fields are no problem. */
export function readDraft(
  draft: OrderDraft,
  { instrument, quote, decimalSeparator, account }: Surroundings,
): ReadDraft {
  const problems: ReadDraft['problems'] = {};

  function read(field: DraftField, text: string, digits: number): Decimal | null {
    const reading = readAmount(text, digits, decimalSeparator);
    if (reading.problem !== null) problems[field] = reading.problem;
    return reading.value;
  }

  const price = (field: DraftField, text: string) => read(field, text, instrument.priceDigits);
  const quantity = read('quantity', draft.quantity, instrument.quantityDigits);
  if (quantity && quantity.compare(Decimal.of(instrument.minQuantity)) < 0)
    problems.quantity = 'belowMinimum';
  const limitPrice = draft.type === 'limit' ? price('limitPrice', draft.limitPrice) : null;
  const stopPrice = draft.type === 'stop' ? price('stopPrice', draft.stopPrice) : null;
  const market = quote && Decimal.of(draft.side === 'buy' ? quote.ask : quote.bid);
  const entry = limitPrice ?? stopPrice ?? (draft.type === 'market' ? (market ?? null) : null);

  let overBuyingPower = false;
  if (quantity && entry && !problems.quantity) {
    const opposite = account && account.held * (draft.side === 'buy' ? 1 : -1) < 0;
    const closes = Decimal.of(opposite ? Math.abs(account.held) : 0);
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
    limitPrice !== null &&
    market !== undefined &&
    limitPrice.compare(market) !== (draft.side === 'buy' ? -1 : 1);

  /** +1: the level must lie above the entry, −1: below. */
  function level(
    field: 'takeProfit' | 'stopLoss',
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
  const takeProfit = level('takeProfit', draft.takeProfit, draft.takeProfitUnit, up);
  const stopLoss = level('stopLoss', draft.stopLoss, draft.stopLossUnit, up === 1 ? -1 : 1);

  const complete = Object.keys(problems).length === 0 && quantity && entry;
  return {
    problems,
    entry,
    quantity,
    takeProfit,
    stopLoss,
    fillsAtOnce,
    overBuyingPower,
    request: complete
      ? {
          symbol: instrument.symbol,
          side: draft.side,
          type: draft.type,
          quantity: quantity.toNumber(),
          limitPrice: limitPrice?.toNumber() ?? null,
          stopPrice: stopPrice?.toNumber() ?? null,
          takeProfit: takeProfit?.toNumber() ?? null,
          stopLoss: stopLoss?.toNumber() ?? null,
        }
      : null,
  };
}

/** The price `percent` away from the entry, on the symbol's step. */
export function atPercent(entry: Decimal, percent: Decimal, direction: 1 | -1, digits: number): Decimal {
  const move = entry.times(percent).dividedBy(hundred, digits + 4);
  return (direction === 1 ? entry.plus(move) : entry.minus(move)).rounded(digits);
}

/** Money between two prices for this order: what a target earns or a stop costs, before fees. */
export function moneyBetween(side: Side, quantity: Decimal, entry: Decimal, exit: Decimal): Decimal {
  const move = side === 'buy' ? exit.minus(entry) : entry.minus(exit);
  return quantity.times(move).rounded(2);
}
