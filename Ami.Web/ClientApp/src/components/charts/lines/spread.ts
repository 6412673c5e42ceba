/**
 * Where things of one size stand so that none covers another: each as near as can be to where it belongs, in their order, between two ends.
 * Those that want the same place share it out around their middle.
 */
export function spread(
  wanted: readonly number[],
  size: number,
  [least, most]: readonly [number, number],
): number[] {
  const ranked = [...wanted.entries()].sort(([, a], [, b]) => a - b);
  // Where there is no room for all they stand as far apart as can be.
  const step = Math.min(size, Math.max(0, most - least) / Math.max(1, wanted.length - 1));
  const groups: { sum: number; count: number }[] = [];
  for (const [rank, [, at]] of ranked.entries()) {
    let group = { sum: at - rank * step, count: 1 };
    for (let above = groups.at(-1); above && above.sum * group.count > group.sum * above.count;) {
      group = { sum: group.sum + above.sum, count: group.count + above.count };
      groups.pop();
      above = groups.at(-1);
    }
    groups.push(group);
  }
  const last = most - (wanted.length - 1) * step;
  const starts = groups.flatMap(({ sum, count }) =>
    Array<number>(count).fill(Math.max(least, Math.min(last, sum / count))),
  );
  const places: number[] = [];
  ranked.forEach(([index], rank) => (places[index] = (starts[rank] ?? least) + rank * step));
  return places;
}
