import type { Coordinate } from 'lightweight-charts';
import { expect, it } from 'vitest';
import { createGapLine, partsOf, type LinePoint } from './gapLine';

const at = (...times: number[]) => times.map((time) => ({ time }));

it('ends a line where there is no value, and knows one that stands alone', () => {
  expect(partsOf(at(3, 4, 7, 9, 10))).toEqual([at(3, 4), at(7), at(9, 10)]);
  expect(partsOf([])).toEqual([]);
});

it('draws what is in sight: lines, and a dot for a value between gaps', () => {
  const line = createGapLine();
  const bars = [0, 1, 2, 5, 8, 9].map((time) => ({
    x: time * 10,
    time,
    barColor: '',
    originalData: { value: time } as LinePoint,
  }));
  line.update(
    { bars, barSpacing: 10, visibleRange: { from: 2, to: 6 }, conflationFactor: 1 },
    { ...line.defaultOptions(), color: 'teal' },
  );
  const drawn: string[] = [];
  const context = {
    beginPath: () => drawn.push('|'),
    lineTo: (x: number, y: number) => drawn.push(`${x},${y}`),
    arc: (x: number, y: number) => drawn.push(`dot ${x},${y}`),
    stroke: () => undefined,
    fill: () => undefined,
  };
  const target = { useMediaCoordinateSpace: (draw: (scope: unknown) => void) => draw({ context }) };
  line.renderer().draw(target as never, (price) => (100 - price) as Coordinate, false);
  expect(drawn.join(' ')).toBe('| 10,99 20,98 | dot 50,95 | 80,92 90,91');
  expect(context).toMatchObject({ strokeStyle: 'teal' });
});
