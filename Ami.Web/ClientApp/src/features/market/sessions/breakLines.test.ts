import { expect, it } from 'vitest';
import { createBreakLines } from './breakLines';

/** A chart with so many pixels for a bar, whose first bar is at the left edge. */
function drawn(step: number, places: readonly number[]) {
  const lines = createBreakLines();
  let updates = 0;
  lines.primitive.attached?.({
    chart: { timeScale: () => ({ logicalToCoordinate: (place: number) => place * step }) },
    requestUpdate: () => updates++,
  } as never);
  lines.show(places, 'teal');
  expect(updates).toBe(1);
  const at: number[] = [];
  const dashes: unknown[] = [];
  const context = {
    strokeStyle: '',
    setLineDash: (dash: number[]) => dashes.push(dash),
    beginPath: () => undefined,
    moveTo: (x: number) => at.push(x),
    lineTo: () => undefined,
    stroke: () => dashes.push('stroke'),
  };
  const [view] = lines.primitive.paneViews?.() ?? [];
  expect(view?.zOrder?.()).toBe('bottom');
  view?.renderer()?.draw({
    useMediaCoordinateSpace: (draw: (scope: unknown) => void) =>
      draw({ context, mediaSize: { width: 400, height: 300 } }),
  } as never);
  expect(dashes).toEqual([[3, 3], 'stroke', []]);
  expect(context.strokeStyle).toBe('teal');
  return at;
}

it('stands between a bar and the one before it, and only in sight', () => {
  expect(drawn(10, [4, 20, 60])).toEqual([35.5, 195.5]);
});

it('is left out where lines would stand too close', () => {
  expect(drawn(2, [7, 14, 21])).toEqual([]);
  expect(drawn(2, [7])).toEqual([13.5]);
});
