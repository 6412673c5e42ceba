import { describe, expect, it } from 'vitest';
import { curveOf } from './equityChart';

const start = Date.parse('2026-03-02T12:00:00Z') / 1000;
const point = (seconds: number, equity: number) => ({
  at: new Date((start + seconds) * 1000).toISOString(),
  equity,
});

describe('the drawn equity curve', () => {
  it('has the same time between any two values, so that distance is time', () => {
    const day = 86_400;
    const curve = curveOf([point(0, 100), point(60, 90), point(120, 95), point(day, 110)]);
    const gaps = new Set(curve.slice(1).map(({ time }, index) => time - (curve[index]?.time ?? 0)));
    expect(gaps.size).toBe(1);
    expect(curve.at(-1)).toEqual({ time: start + day, value: 110 });
    expect(curve[0]?.value).toBe(100);
    const half = curve[Math.floor(curve.length / 2)];
    expect(Math.abs((half?.time ?? 0) - (start + day / 2))).toBeLessThan(day / 400);
    expect(half?.value).toBe(95);
  });

  it('draws seconds as they are, the last of one second counting', () => {
    expect(curveOf([point(0, 1), point(0.4, 2), point(3, 5)]).map(({ value }) => value)).toEqual([
      2, 2, 2, 5,
    ]);
  });

  it('draws one moment as one value and nothing as nothing', () => {
    expect(curveOf([point(0, 7)])).toEqual([{ time: start, value: 7 }]);
    expect(curveOf([])).toEqual([]);
  });
});
