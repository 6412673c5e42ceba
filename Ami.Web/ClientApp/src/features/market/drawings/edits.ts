import { isFree, isPosition, limits, type Anchor, type Drawing } from './kinds';
import type { Timeline } from './timeline';

/** What a change needs to know of the chart. */
export type Grid = { timeline: Timeline; /** Decimals of prices. */ digits: number };

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

export const tickOf = (digits: number) => 10 ** -digits;

/** A price of the symbol: on its grid and above 0. */
export function priceOn(digits: number, price: number): number {
  const rounded = Number(clamp(price, tickOf(digits), 1e15).toFixed(digits));
  return Number.isFinite(rounded) ? rounded : tickOf(digits);
}

export const instantWithin = (t: number) => Math.round(clamp(t, limits.earliest, limits.latest));

/** A drawing as a whole somewhere else: so many bars later, so much higher. It keeps its form, and stays above 0. */
export function movedBy(drawing: Drawing, bars: number, price: number, { timeline, digits }: Grid): Drawing {
  const exact = isFree(drawing.kind);
  const lowest = Math.min(...drawing.points.map((point) => point.price));
  const rise = Math.max(price, tickOf(digits) - lowest);
  return {
    ...drawing,
    points: drawing.points.map((point) => ({
      t: bars === 0 ? point.t : instantWithin(timeline.instant(timeline.place(point.t, exact) + bars)),
      price: rise === 0 ? point.price : priceOn(digits, point.price + rise),
    })),
  };
}

/** A drawing with one of its points elsewhere. A position keeps its stop and target on their sides, and both end together. */
export function withPoint(drawing: Drawing, index: number, to: Anchor, digits: number): Drawing {
  const at: Anchor = { t: instantWithin(to.t), price: priceOn(digits, to.price) };
  const set = (points: readonly Anchor[]) => ({ ...drawing, points });
  if (!isPosition(drawing.kind))
    return set(drawing.points.map((point, each) => (each === index ? at : point)));
  const [entry, stop, target] = drawing.points;
  if (!entry || !stop || !target) return drawing;
  const tick = tickOf(digits);
  const up = drawing.kind === 'longPosition' ? 1 : -1;
  const beyond = (from: number, side: number) =>
    priceOn(digits, side * Math.max(side * at.price, side * from + tick));
  if (index > 0) {
    const price = beyond(entry.price, index === 1 ? -up : up);
    if (price === entry.price) return drawing;
    const moved = { t: at.t, price };
    return set(index === 1 ? [entry, moved, { ...target, t: at.t }] : [entry, { ...stop, t: at.t }, moved]);
  }
  const [low, high] = [Math.min(stop.price, target.price) + tick, Math.max(stop.price, target.price) - tick];
  return low > high
    ? drawing
    : set([{ t: at.t, price: priceOn(digits, clamp(at.price, low, high)) }, stop, target]);
}

/** Stop and target of a position that begins at a place, sized by what the chart shows. */
export function positionAt(
  kind: Drawing['kind'],
  entry: Anchor,
  shown: { bars: number; prices: number },
  grid: Grid,
): readonly Anchor[] {
  const up = kind === 'longPosition' ? 1 : -1;
  const { timeline, digits } = grid;
  const tick = tickOf(digits);
  const risk = Math.max(tick, Math.min(shown.prices / 8, entry.price / 2));
  const t = instantWithin(
    timeline.instant(timeline.place(entry.t) + Math.max(2, Math.round(shown.bars / 5))),
  );
  const from = { t: instantWithin(entry.t), price: priceOn(digits, Math.max(entry.price, 4 * tick)) };
  return [
    from,
    { t, price: priceOn(digits, from.price - up * risk) },
    // Nothing falls below 0: a short's target may be nearer than twice its risk.
    { t, price: priceOn(digits, Math.max(tick, from.price + up * 2 * Math.min(risk, from.price / 3))) },
  ];
}
