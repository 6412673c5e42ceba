const dayMs = 86_400_000;

/** The Monday of the week before the one that a moment is in, UTC. */
export function lastMonday(now: Date): string {
  const sinceMonday = (now.getUTCDay() + 6) % 7;
  return new Date(now.getTime() - (sinceMonday + 7) * dayMs).toISOString().slice(0, 10);
}
