/** As many as a layout keeps for one chart. */
export const mostCompared = 5;

/** Those of a list that stand on a chart of `symbol`: it is not compared with itself. */
export const othersOn = (symbol: string, kept: readonly string[]) =>
  kept.filter((other) => other !== symbol).slice(0, mostCompared);

/** The list with one more; the same list when that cannot be. What is kept of the chart's own symbol makes room. */
export function withOther(kept: readonly string[], symbol: string, other: string): readonly string[] {
  const shown = othersOn(symbol, kept);
  if (other === symbol || shown.includes(other) || shown.length >= mostCompared) return kept;
  return [...(kept.length < mostCompared ? kept : shown), other];
}
