import type { Anchor } from './kinds';
import { distance, type Pixel } from './plane';

/** So near, in pixels, a pointer is drawn to a price of the bar below it. */
export const pull = 28;
/** So near to a point of another drawing. */
export const pointPull = 10;

type Prices = { o: number; h: number; l: number; c: number };

/** The price of the bar that is nearest to the pointer, if one is near. */
export function magnetPrice(
  bar: Prices,
  y: number,
  yOf: (price: number) => number,
  within = pull,
): number | null {
  let [best, closest]: [number | null, number] = [null, within];
  for (const price of [bar.o, bar.h, bar.l, bar.c]) {
    const away = Math.abs(yOf(price) - y);
    if (away <= closest) [best, closest] = [price, away];
  }
  return best;
}

/** The point of another drawing that is nearest to the pointer, if one is near. */
export function pointNear(points: readonly { anchor: Anchor; at: Pixel }[], pointer: Pixel): Anchor | null {
  let [best, closest]: [Anchor | null, number] = [null, pointPull];
  for (const { anchor, at } of points) {
    const away = distance(at, pointer);
    if (away <= closest) [best, closest] = [anchor, away];
  }
  return best;
}
