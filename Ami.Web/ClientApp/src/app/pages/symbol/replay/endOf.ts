const day = 86_400_000;

/** Weeks begin on Mondays; 1970 began on a Thursday. */
const monday = 4 * day;

/**
 * When the bar is over that holds an instant, both in milliseconds. Markets with sessions open their bars beside the grid: a bar of theirs says where.
 * @param opening Of a bar at or before that instant, where one is known.
 */
export function endOf(
  clock: number,
  { interval, seconds }: { interval: string; seconds: number },
  opening: number | null,
): number {
  const anchor = opening === null || opening > clock ? null : opening;
  if (interval === '1M') {
    const end = new Date(anchor ?? Date.UTC(new Date(clock).getUTCFullYear(), 0, 1));
    while (end.getTime() <= clock) end.setUTCMonth(end.getUTCMonth() + 1);
    return end.getTime();
  }
  const length = seconds * 1000;
  const phase = anchor ?? (interval === '1w' ? monday : 0);
  return phase + (Math.floor((clock - phase) / length) + 1) * length;
}
