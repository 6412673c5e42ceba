/** A price of as many digits as the symbol has, some of its smallest steps away; never below the smallest one. */
export function movedBy(price: number, ticks: number, digits: number): number {
  const scale = 10 ** digits;
  return Math.max(1, Math.round(price * scale) + ticks) / scale;
}
