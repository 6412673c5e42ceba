/** What counts from a first bar begins on a grid of so many bars, so that people who come a little later count from the same. */
const grid = 64;

/** So many bars back at most, a little less than the server counts. */
const mostCounted = 9_900;

/** Where indicators that count from a first bar begin: with the oldest bar that is loaded, or soon after it. */
export function sinceOf(bars: readonly { t: number }[], seconds: number): number {
  const [first, last] = [bars[0]?.t ?? 0, bars.at(-1)?.t ?? 0];
  const oldest = Math.max(first, last - mostCounted * seconds);
  const aligned = Math.ceil(oldest / (grid * seconds)) * grid * seconds;
  return aligned <= (oldest + last) / 2 ? aligned : oldest;
}
