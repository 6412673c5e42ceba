import { plainStyle, type Anchor, type Drawing, type DrawingKind } from '../kinds';
import type { Projection } from '../mark';
import { createTimeline } from '../timeline';

/** For tests: a chart of a hundred one-minute bars, 10 pixels each, whose prices 100 to 0 go down 400 pixels. */
export const minute = 60_000;
export const bars = Array.from({ length: 100 }, (_, index) => ({
  t: index * 60,
  o: 50,
  h: 60,
  l: 40,
  c: 55,
  v: 1,
}));
export const grid = { timeline: createTimeline(bars, 60), digits: 2 };

export const projection: Projection = {
  width: 1000,
  height: 400,
  place: grid.timeline.place,
  x: (place) => place * 10,
  y: (price) => 400 - price * 4,
  words: {
    price: (value) => value.toFixed(2),
    change: (value) => value.toFixed(2),
    percent: (fraction) => `${(fraction * 100).toFixed(2)} %`,
    ratio: (value) => value.toFixed(2),
    level: String,
    bars: (count) => `${count} bars`,
    risk: (price, percent) => `stop ${price} ${percent}`,
    target: (price, percent) => `target ${price} ${percent}`,
    reward: (ratio) => `${ratio} R`,
  },
};

export const at = (minutes: number, price: number): Anchor => ({ t: minutes * minute, price });

export function drawn(kind: DrawingKind, points: readonly Anchor[], more: Partial<Drawing> = {}): Drawing {
  return {
    id: kind,
    kind,
    points,
    style: plainStyle(kind),
    text: null,
    isLocked: false,
    isHidden: false,
    ...more,
  };
}

/** One of each kind, near the middle of the chart. */
export const oneOfEach: Record<DrawingKind, Drawing> = {
  trendLine: drawn('trendLine', [at(20, 40), at(60, 60)]),
  ray: drawn('ray', [at(20, 40), at(40, 50)]),
  horizontalLine: drawn('horizontalLine', [at(50, 30)]),
  verticalLine: drawn('verticalLine', [at(50, 30)]),
  channel: drawn('channel', [at(20, 40), at(60, 60), at(40, 60)]),
  rectangle: drawn('rectangle', [at(20, 40), at(60, 60)]),
  fibRetracement: drawn('fibRetracement', [at(20, 40), at(60, 60)]),
  fibExtension: drawn('fibExtension', [at(20, 40), at(40, 60), at(60, 50)]),
  measure: drawn('measure', [at(20, 40), at(60, 60)]),
  longPosition: drawn('longPosition', [at(20, 50), at(60, 45), at(60, 60)]),
  shortPosition: drawn('shortPosition', [at(20, 50), at(60, 55), at(60, 40)]),
  text: drawn('text', [at(50, 50)], { text: 'Here' }),
  brush: drawn('brush', [at(20, 40), at(30.5, 45), at(40, 41)]),
};

/** Numbers from 0 to 1 that look random and are the same in each run (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
