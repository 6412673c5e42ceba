/** A pixel of the chart's pane. */
export type Pixel = { readonly x: number; readonly y: number };
export type Box = { left: number; top: number; right: number; bottom: number };

export const distance = (a: Pixel, b: Pixel) => Math.hypot(a.x - b.x, a.y - b.y);

/** How far a pixel is from a line between two others. */
export function distanceToSegment(p: Pixel, a: Pixel, b: Pixel): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const s = length === 0 ? 0 : Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length));
  return Math.hypot(p.x - (a.x + s * dx), p.y - (a.y + s * dy));
}

/**
 * The part inside a box of a line through `a` and `b` (Liang and Barsky): from `from` to `to`, counted in lengths of a to b, so 0 to 1 is
 * the line between them and 0 to infinity a ray. Null where nothing of it is inside.
 */
export function clip(a: Pixel, b: Pixel, box: Box, from = 0, to = 1): readonly [Pixel, Pixel] | null {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  if (dx === 0 && dy === 0) return isInside(a, box) ? [a, a] : null;
  let [low, high] = [from, to];
  for (const [delta, room] of [
    [-dx, a.x - box.left],
    [dx, box.right - a.x],
    [-dy, a.y - box.top],
    [dy, box.bottom - a.y],
  ] as const) {
    if (delta === 0) {
      if (room < 0) return null;
    } else if (delta < 0) low = Math.max(low, room / delta);
    else high = Math.min(high, room / delta);
  }
  if (low > high) return null;
  const at = (s: number): Pixel => ({ x: a.x + s * dx, y: a.y + s * dy });
  return [at(low), at(high)];
}

export const isInside = (p: Pixel, box: Box) =>
  p.x >= box.left && p.x <= box.right && p.y >= box.top && p.y <= box.bottom;

/** Whether a pixel lies within a polygon, by how often a line to the left of it crosses the sides. */
export function isWithin(p: Pixel, polygon: readonly Pixel[]): boolean {
  let within = false;
  polygon.forEach((a, index) => {
    const b = polygon[(index + 1) % polygon.length] ?? a;
    if (a.y > p.y !== b.y > p.y && p.x < a.x + ((p.y - a.y) / (b.y - a.y)) * (b.x - a.x)) within = !within;
  });
  return within;
}

export const corners = (a: Pixel, b: Pixel): readonly Pixel[] => [
  a,
  { x: b.x, y: a.y },
  b,
  { x: a.x, y: b.y },
];

/** The same way with fewer points, nowhere further than `tolerance` from it (Douglas and Peucker), and with at most `most` of them. */
export function simplified<T extends Pixel>(
  points: readonly T[],
  tolerance: number,
  most: number,
): readonly T[] {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last || points.length <= 2) return points;
  const kept = new Set<number>([0, points.length - 1]);
  const open: [number, number][] = [[0, points.length - 1]];
  for (let span = open.pop(); span; span = open.pop()) {
    const [from, to] = span;
    let [worst, far] = [-1, tolerance];
    for (let index = from + 1; index < to; index++) {
      const away = distanceToSegment(points[index] ?? first, points[from] ?? first, points[to] ?? last);
      if (away > far) [worst, far] = [index, away];
    }
    if (worst < 0) continue;
    kept.add(worst);
    open.push([from, worst], [worst, to]);
  }
  const left = points.filter((_, index) => kept.has(index));
  return left.length <= most ? left : simplified(points, tolerance * 1.5 + 0.1, most);
}
