import { describe, expect, it } from 'vitest';
import { clip, corners, distanceToSegment, isInside, isWithin, simplified, type Pixel } from './plane';
import { chance } from './testing/sample';

const box = { left: 0, top: 0, right: 100, bottom: 50 };
const wider = { left: -1e-6, top: -1e-6, right: 100 + 1e-6, bottom: 50 + 1e-6 };

function pixels(seed: number, count: number): Pixel[] {
  const next = chance(seed);
  return Array.from({ length: count }, () => ({ x: next() * 400 - 150, y: next() * 300 - 120 }));
}

describe('clip', () => {
  it('keeps of a ray what is inside, up to the edge', () => {
    expect(clip({ x: 10, y: 10 }, { x: 20, y: 10 }, box, 0, Number.POSITIVE_INFINITY)).toEqual([
      { x: 10, y: 10 },
      { x: 100, y: 10 },
    ]);
    expect(clip({ x: 10, y: 60 }, { x: 20, y: 60 }, box, 0, Number.POSITIVE_INFINITY)).toBeNull();
    expect(clip({ x: 5, y: 5 }, { x: 5, y: 5 }, box)).toEqual([
      { x: 5, y: 5 },
      { x: 5, y: 5 },
    ]);
  });

  it('gives ends that are in the box and on the line, or nothing where no point of it is inside', () => {
    const [starts, ends] = [pixels(1, 500), pixels(2, 500)];
    starts.forEach((a, index) => {
      const b = ends[index] ?? a;
      for (const far of [1, Number.POSITIVE_INFINITY]) {
        const part = clip(a, b, box, 0, far);
        for (const end of part ?? []) {
          expect(isInside(end, wider)).toBe(true);
          const cross = (b.x - a.x) * (end.y - a.y) - (b.y - a.y) * (end.x - a.x);
          expect(Math.abs(cross)).toBeLessThan(1e-6 * (1 + Math.hypot(b.x - a.x, b.y - a.y)) ** 2);
        }
        if (part) continue;
        for (let s = 0; s <= 8; s += 0.01)
          if (s <= far)
            expect(isInside({ x: a.x + s * (b.x - a.x), y: a.y + s * (b.y - a.y) }, box)).toBe(false);
      }
    });
  });
});

describe('distance to a line between two pixels', () => {
  it('is that to its nearest point', () => {
    const all = pixels(3, 600);
    for (let index = 0; index + 2 < all.length; index += 3) {
      const [p, a, b] = all.slice(index, index + 3) as [Pixel, Pixel, Pixel];
      const found = distanceToSegment(p, a, b);
      let nearest = Number.POSITIVE_INFINITY;
      for (let s = 0; s <= 1.0001; s += 0.001)
        nearest = Math.min(nearest, Math.hypot(p.x - a.x - s * (b.x - a.x), p.y - a.y - s * (b.y - a.y)));
      expect(found).toBeLessThanOrEqual(nearest + 1e-9);
      expect(nearest - found).toBeLessThan(0.5);
    }
  });
});

it('a pixel is within a rectangle, whichever corners it was drawn by', () => {
  for (const [a, b] of [
    [
      { x: 0, y: 0 },
      { x: 10, y: 8 },
    ],
    [
      { x: 10, y: 0 },
      { x: 0, y: 8 },
    ],
  ] as const) {
    expect(isWithin({ x: 5, y: 4 }, corners(a, b))).toBe(true);
    expect(isWithin({ x: 11, y: 4 }, corners(a, b))).toBe(false);
    expect(isWithin({ x: 5, y: -1 }, corners(a, b))).toBe(false);
  }
});

describe('a way with fewer points', () => {
  const way = Array.from({ length: 2000 }, (_, x) => ({ x, y: 100 * Math.sin(x / 40) }));

  it('stays near, and keeps its ends', () => {
    const few = simplified(way, 0.7, 1000);
    expect(few.length).toBeLessThan(way.length / 4);
    expect([few[0], few.at(-1)]).toEqual([way[0], way.at(-1)]);
    for (const p of way) {
      const away = few.slice(1).map((b, index) => distanceToSegment(p, few[index] ?? b, b));
      expect(Math.min(...away)).toBeLessThanOrEqual(0.7 + 1e-9);
    }
  });

  it('never has more than it may', () => {
    const next = chance(5);
    const wild = Array.from({ length: 3000 }, (_, x) => ({ x, y: next() * 400 }));
    expect(simplified(wild, 0.7, 300).length).toBeLessThanOrEqual(300);
  });
});
