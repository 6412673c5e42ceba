const baseMs = 500;
const capMs = 15_000;

/** Wait before reconnect attempt `n` (from 0): doubles up to 15 s, of which a random half to all, so that clients do not return all at once. */
export function backoff(n: number, random: () => number = Math.random): number {
  return Math.min(baseMs * 2 ** n, capMs) * (0.5 + random() / 2);
}
