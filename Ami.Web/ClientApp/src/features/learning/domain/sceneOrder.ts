import { Decimal } from '@/lib/formats/decimal';
import { readAmount, type NumberProblem } from '@/lib/formats/numberInput';
import type { Move, Scene, SceneOrder, Side } from '../api/scenes';

/** The ticket of an exercise as typed. */
export type SceneDraft = {
  side: Side;
  type: SceneOrder['type'];
  price: string;
  stop: string;
  target: string;
  sizeBy: 'risk' | 'quantity';
  risk: string;
  quantity: string;
};

export const emptyDraft: SceneDraft = {
  side: 'buy',
  type: 'market',
  price: '',
  stop: '',
  target: '',
  sizeBy: 'risk',
  risk: '1',
  quantity: '',
};

/** What the ticket opens with: where the size is what is to be worked out, it is typed. */
export const draftFor = ({ sizeByRisk }: Pick<Scene, 'sizeByRisk'>): SceneDraft => ({
  ...emptyDraft,
  sizeBy: sizeByRisk ? 'risk' : 'quantity',
});

export type SceneField = 'price' | 'stop' | 'target' | 'risk' | 'quantity';
export type SceneProblem =
  | NumberProblem
  | 'needsStop'
  | 'mustBeAbove'
  | 'mustBeBelow'
  | 'mustBeAboveMarket'
  | 'mustBeBelowMarket'
  | 'tooSmall'
  | 'beyondBuyingPower'
  | 'atMostHundred';

/** What an order loses at its stop with all costs, and what that is of the equity. */
export type SceneRisk = { money: Decimal; percent: Decimal };

export type ReadSceneOrder = {
  problems: Partial<Record<SceneField, SceneProblem>>;
  /** Where it is expected to be filled. */
  entry: Decimal | null;
  stop: Decimal | null;
  target: Decimal | null;
  quantity: Decimal | null;
  /** Null without a stop: the loss has no planned limit. */
  risk: SceneRisk | null;
  rewardToRisk: Decimal | null;
  /** What it costs to get in and out again: at its stop, or without one where it was filled. */
  costs: Decimal | null;
  /** The size is not what the risk would allow, but what the account can hold. */
  isLimited: boolean;
  move: Move | null;
};

type Market = Pick<
  Scene,
  | 'bid'
  | 'ask'
  | 'last'
  | 'equity'
  | 'buyingPower'
  | 'priceDigits'
  | 'quantityDigits'
  | 'feeBps'
  | 'slippageBps'
  | 'holding'
>;

const hundred = Decimal.of(100);
const basis = Decimal.of(0.0001);
const percentDigits = 2;
const cents = 2;
const fine = 12;

const signOf = (side: Side) => (side === 'buy' ? 1 : -1);
const held = ({ holding }: Market) =>
  holding === null ? 0 : holding.quantity * (holding.side === 'long' ? 1 : -1);

/** How much may still be traded on this side, in money: what is held the other way is closed first, and its room is free then. */
export function buyingPowerOf(scene: Market, side: Side): Decimal {
  const own = held(scene) * signOf(side);
  const power = Decimal.of(scene.buyingPower);
  return own < 0 ? power.plus(Decimal.of(-2 * own).times(Decimal.of(scene.last))) : power;
}

/** On the market's grid, and never better than it is. */
function onGrid(price: Decimal, side: Side, digits: number): Decimal {
  const cut = price.truncated(digits);
  return side === 'buy' && cut.compare(price) < 0 ? cut.plus(Decimal.of(10 ** -digits)) : cut;
}

/** What a quantity loses from its entry to where it is left, with spread, slippage and both fees: by the unit exactly, and in all in cents, as the server counts it. */
function lossOf(scene: Market, { side, type }: SceneDraft, entry: Decimal, exit: Decimal) {
  const [up, out] = [Decimal.of(signOf(side)), side === 'buy' ? ('sell' as const) : ('buy' as const)];
  const half = Decimal.of(scene.ask).minus(Decimal.of(scene.bid)).times(Decimal.of(0.5));
  const slippage = Decimal.of(scene.slippageBps).times(basis);
  const slipped = (price: Decimal, way: Side) =>
    onGrid(price.plus(price.times(slippage).times(Decimal.of(signOf(way)))), way, scene.priceDigits);
  const into = type === 'limit' ? entry : slipped(entry.plus(half.times(up)), side);
  const outOf = slipped(exit.minus(half.times(up)), out);
  const rate = Decimal.of(scene.feeBps).times(basis);
  /** Where there is a fee, it is never rounded to nothing. */
  const feeOf = (money: Decimal) => {
    const exact = money.times(rate);
    const fee = exact.rounded(cents);
    return fee.sign === 0 && exact.sign > 0 ? Decimal.of(10 ** -cents) : fee;
  };
  return {
    unit: into.minus(outOf).times(up).plus(into.plus(outOf).times(rate)),
    of(quantity: Decimal) {
      const [paid, got] = [quantity.times(into).rounded(cents), quantity.times(outOf).rounded(cents)];
      return paid.minus(got).times(up).plus(feeOf(paid)).plus(feeOf(got));
    },
  };
}

/** The most, up to a quantity, that loses no more than it may: what is rounded to cents may be a little more than it was by the unit. */
function within(budget: Decimal, quantity: Decimal, digits: number, loss: ReturnType<typeof lossOf>) {
  const step = Decimal.of(10 ** -digits);
  let most = quantity;
  while (most.sign > 0 && loss.of(most).compare(budget) > 0) {
    const [less, share] = [most.minus(step), most.times(budget).dividedBy(loss.of(most), digits)];
    most = less.compare(share) < 0 ? less : share;
  }
  return most;
}

/** Never said to be less than it is. */
function percentOf(money: Decimal, equity: number): Decimal {
  const exact = money.times(hundred).dividedBy(Decimal.of(equity), fine);
  const cut = exact.truncated(percentDigits);
  return cut.compare(exact) < 0 ? cut.plus(Decimal.of(10 ** -percentDigits)) : cut;
}

/** Reads the ticket: what would be sent, what it risks, and what is wrong field by field. Rules are those of the engine, which decides. */
export function readSceneOrder(draft: SceneDraft, scene: Market, separator: string): ReadSceneOrder {
  const problems: ReadSceneOrder['problems'] = {};
  const { side, type } = draft;
  const up = signOf(side);

  function read(field: SceneField, digits: number): Decimal | null {
    const reading = readAmount(draft[field], digits, separator);
    if (reading.problem !== null) problems[field] = reading.problem;
    return reading.value;
  }
  const optional = (field: 'stop' | 'target') =>
    draft[field].trim() === '' ? null : read(field, scene.priceDigits);
  const wrongSide = (direction: number): SceneProblem => (direction > 0 ? 'mustBeAbove' : 'mustBeBelow');

  const [buys, sells] = [Decimal.of(scene.ask), Decimal.of(scene.bid)];
  const [touch, leaves] = up > 0 ? [buys, sells] : [sells, buys];
  const price = type === 'market' ? null : read('price', scene.priceDigits);
  if (type === 'stop' && price && price.compare(Decimal.of(scene.last)) !== up)
    problems.price = up > 0 ? 'mustBeAboveMarket' : 'mustBeBelowMarket';
  const entry = type === 'market' ? touch : price;
  const [stop, target] = [optional('stop'), optional('target')];
  // At the market it would be met at once where the other side of the book stands beyond it already.
  const nearest = type === 'market' ? leaves : entry;
  if (stop && nearest && nearest.compare(stop) !== up) problems.stop = wrongSide(-up);
  if (target && entry && target.compare(entry) !== up) problems.target = wrongSide(up);

  // A plan is measured from the price that was seen.
  const planned = price ?? (type === 'market' ? Decimal.of(scene.last) : null);
  const distance = planned && stop && !problems.stop ? planned.minus(stop).abs() : null;
  const loss = planned && stop && distance ? lossOf(scene, draft, planned, stop) : null;
  const power = buyingPowerOf(scene, side);
  const affordable = entry && entry.sign > 0 ? power.dividedBy(entry, scene.quantityDigits) : null;
  let quantity: Decimal | null = null;
  let isLimited = false;
  if (draft.sizeBy === 'quantity') {
    quantity = read('quantity', scene.quantityDigits);
    if (quantity && affordable && quantity.compare(affordable) > 0) problems.quantity = 'beyondBuyingPower';
  } else {
    const percent = read('risk', percentDigits);
    if (percent && percent.compare(hundred) > 0) problems.risk = 'atMostHundred';
    else if (percent && !loss) {
      if (!problems.stop && entry) problems.stop = 'needsStop';
    } else if (percent && loss && affordable) {
      const budget = Decimal.of(scene.equity).times(percent).dividedBy(hundred, fine);
      const byRisk = budget.dividedBy(loss.unit, scene.quantityDigits);
      isLimited = affordable.compare(byRisk) < 0;
      quantity = within(budget, isLimited ? affordable : byRisk, scene.quantityDigits, loss);
      if (quantity.sign <= 0)
        [quantity, problems.risk] = [null, isLimited ? 'beyondBuyingPower' : 'tooSmall'];
    }
  }

  const unitCosts =
    planned && (loss && distance ? loss.unit.minus(distance) : lossOf(scene, draft, planned, planned).unit);
  const costs = quantity && unitCosts ? unitCosts.times(quantity) : null;
  const money = quantity && loss ? loss.of(quantity) : null;
  const isWhole = Object.keys(problems).length === 0;
  return {
    problems,
    entry,
    stop,
    target,
    quantity,
    risk: money && { money, percent: percentOf(money, scene.equity) },
    costs,
    rewardToRisk:
      distance && target && planned && !problems.target && distance.sign > 0
        ? target.minus(planned).abs().dividedBy(distance, 4)
        : null,
    isLimited,
    move:
      isWhole && quantity && entry
        ? {
            kind: 'place',
            side,
            type,
            quantity: quantity.toNumber(),
            price: price?.toNumber() ?? null,
            stop: stop?.toNumber() ?? null,
            target: target?.toNumber() ?? null,
          }
        : null,
  };
}
