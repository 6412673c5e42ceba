import { allLevels, hasLevels, isPosition, type DrawingKind } from '../drawings/kinds';

type Share = (typeof allLevels)[number];

/** A price of a drawing, as rules name it. */
export type DrawnPrice = (typeof plain)[number] | (typeof plan)[number] | `drawing.level_${string}`;

const plain = ['drawing.price'] as const;
const plan = ['drawing.entry', 'drawing.stop', 'drawing.target'] as const;

const nameOf = (share: Share): DrawnPrice => `drawing.level_${String(share).replace('.', '_')}`;
const shares = new Map(allLevels.map((share) => [nameOf(share), share]));
const all: readonly (readonly DrawnPrice[])[] = [plain, plan, [...shares.keys()]];

/** The price that is meant first about a drawing. */
export const firstPrice = (kind: DrawingKind): DrawnPrice =>
  hasLevels(kind) ? nameOf(0.618) : isPosition(kind) ? 'drawing.entry' : 'drawing.price';

/** All prices of a drawing that has this one. */
export const pricesBeside = (price: DrawnPrice): readonly DrawnPrice[] =>
  all.find((prices) => prices.includes(price)) ?? plain;

/** Which share of the move a Fibonacci level is; nothing for other prices. */
export const shareOf = (price: DrawnPrice): Share | undefined => shares.get(price);

/** A price as it was kept; forms of before had the line alone. */
export const readDrawnPrice = (value: unknown): DrawnPrice =>
  all.flat().find((price) => price === value) ?? 'drawing.price';
