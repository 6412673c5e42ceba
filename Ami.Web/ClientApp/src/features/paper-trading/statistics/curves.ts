import type { EquityPoint } from '../api/types';

export type NamedCurve = { id: string; name: string; start: number; points: readonly EquityPoint[] };

/** Lines in a box of 1 × 1, and what its edges mean. */
export type Overlaid = {
  lines: { id: string; name: string; last: number; path: string }[];
  from: string;
  to: string;
  /** Changes since the beginning, as fractions. */
  low: number;
  high: number;
};

/** Curves of several accounts as changes of what each began with, over the time that all of them span. Null while there is nothing to draw. */
export function overlay(curves: readonly NamedCurve[]): Overlaid | null {
  const drawn = curves
    .filter(({ points, start }) => points.length > 1 && start > 0)
    .map(({ id, name, start, points }) => ({
      id,
      name,
      points: points.map(({ at, equity }) => ({ at: Date.parse(at), change: equity / start - 1 })),
    }));
  const all = drawn.flatMap(({ points }) => points);
  if (all.length === 0) return null;
  const times = all.map(({ at }) => at);
  const changes = all.map(({ change }) => change);
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const [low, high] = [Math.min(0, ...changes), Math.max(0, ...changes)];
  const x = (at: number) => (to === from ? 0 : (at - from) / (to - from));
  const y = (change: number) => (high === low ? 0.5 : (high - change) / (high - low));
  return {
    lines: drawn.map(({ id, name, points }) => ({
      id,
      name,
      last: points.at(-1)?.change ?? 0,
      path: points.map(({ at, change }) => `${x(at).toFixed(4)},${y(change).toFixed(4)}`).join(' '),
    })),
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    low,
    high,
  };
}
