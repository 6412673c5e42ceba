/** Open, high, low, close. */
export type Bar = readonly number[];

export type Spot = { bar: number; price: number };

type Shown = { bars: readonly Bar[]; digits: number; levels: readonly { price: number }[] };

const top = 10;
const bottom = 10;

/** Room for the prices at the right. */
const axis = 56;

/** So many key presses lead from the lowest price to the highest. */
const steps = 100;

/** Round steps between lines of a grid. */
const roundSteps = [1, 2, 2.5, 5, 10];

/** Where bars and prices of a chart stand on a drawing of this size, and what stands at a place of it. */
export function scaleOf({ bars, digits, levels }: Shown, width: number, height: number) {
  const prices = [...bars.flatMap((bar) => bar.slice(1, 3)), ...levels.map(({ price }) => price)];
  const [low, high] = [Math.min(...prices), Math.max(...prices)];
  const tick = 10 ** -digits;
  const range = Math.max(high - low, tick);
  const slot = (width - axis) / bars.length;
  const rounded = (price: number) => Number(price.toFixed(digits));
  const within = (spot: Spot): Spot => ({
    bar: Math.max(0, Math.min(bars.length - 1, spot.bar)),
    price: rounded(Math.max(low, Math.min(high, spot.price))),
  });
  const step = Math.max(tick, rounded(range / steps));
  return {
    slot,
    right: width - axis,
    x: (bar: number) => (bar + 0.5) * slot,
    y: (price: number) => top + ((high - price) / range) * (height - top - bottom),
    /** The bar and price at a place; beyond the bars and prices, the nearest. */
    spotAt: (x: number, y: number) =>
      within({
        bar: Math.floor(x / slot),
        price: high - ((y - top) / (height - top - bottom)) * range,
      }),
    /** So many bars and price steps further on. */
    moved: (spot: Spot, bars: number, prices: number) =>
      within({ bar: spot.bar + bars, price: spot.price + prices * step }),
    /** Where the keyboard begins: the last bar's close. */
    start: within({ bar: bars.length - 1, price: bars.at(-1)?.[3] ?? low }),
    /** Prices for the lines of the grid. */
    grid: gridOf(low, high, tick).map(rounded),
  };
}

function gridOf(low: number, high: number, tick: number): number[] {
  const rough = Math.max((high - low) / 5, tick);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(tick, power * (roundSteps.find((one) => one * power >= rough) ?? 10));
  const lines: number[] = [];
  for (let n = Math.ceil(low / step); n * step <= high; n++) lines.push(n * step);
  return lines;
}
