import { describe, expect, it } from 'vitest';
import { movedBy, positionAt, priceOn, withPoint } from './edits';
import { sidesFit } from './EditPoints';
import { kindNames, limits } from './kinds';
import { magnetPrice, pointNear } from './magnet';
import { at, bars, chance, grid, oneOfEach, projection } from './testing/sample';

const form = (points: readonly { t: number; price: number }[]) =>
  points.map(({ t, price }) => [
    Math.round(grid.timeline.place(t, true) * 1000 - grid.timeline.place(points[0]?.t ?? 0, true) * 1000),
    Math.round(price * 100 - (points[0]?.price ?? 0) * 100),
  ]);

describe('moving the whole', () => {
  it.each(kindNames)('%s keeps its form', (kind) => {
    const next = chance(21);
    for (let n = 0; n < 50; n++) {
      const moved = movedBy(
        oneOfEach[kind],
        Math.round(next() * 400 - 200),
        Math.round(next() * 4000 - 2000) / 100,
        grid,
      );
      expect(form(moved.points)).toEqual(form(oneOfEach[kind].points));
      expect(sidesFit(moved, moved.points)).toBe(true);
    }
  });

  it.each(kindNames)('%s never gets below the smallest price, nor loses its form there', (kind) => {
    const moved = movedBy(oneOfEach[kind], 0, -1e6, grid);
    expect(Math.min(...moved.points.map(({ price }) => price))).toBe(0.01);
    expect(form(moved.points)).toEqual(form(oneOfEach[kind].points));
  });

  it('stays within the times that are kept', () => {
    const { points } = movedBy(oneOfEach.trendLine, 1e9, 0, grid);
    expect(points.every(({ t }) => t === limits.latest)).toBe(true);
  });
});

describe('moving a point', () => {
  it('keeps stop and target of a position on their sides, wherever it is dragged', () => {
    const next = chance(33);
    for (const kind of ['longPosition', 'shortPosition'] as const) {
      let drawing = oneOfEach[kind];
      for (let n = 0; n < 2000; n++) {
        drawing = withPoint(drawing, Math.floor(next() * 3), at(next() * 120 - 10, next() * 140 - 20), 2);
        expect(sidesFit(drawing, drawing.points)).toBe(true);
        expect(drawing.points[1]?.t).toBe(drawing.points[2]?.t);
        expect(drawing.points.every(({ price }) => price > 0)).toBe(true);
      }
    }
  });

  it('moves that point alone, onto the grid of prices', () => {
    const moved = withPoint(oneOfEach.channel, 1, at(70, 12.3456), 2);
    expect(moved.points).toEqual([oneOfEach.channel.points[0], at(70, 12.35), oneOfEach.channel.points[2]]);
  });
});

it('a new position is a possible one, however small the price and large the chart', () => {
  for (const price of [0.01, 0.02, 0.05, 1, 50, 90_000])
    for (const prices of [0, 0.01, 10, 1e6])
      for (const kind of ['longPosition', 'shortPosition'] as const) {
        const points = positionAt(kind, at(50, price), { bars: 100, prices }, grid);
        expect(sidesFit({ ...oneOfEach[kind], points }, points), `${kind} at ${price} of ${prices}`).toBe(
          true,
        );
      }
});

it('prices are on the grid of the symbol and above 0', () => {
  expect([priceOn(2, 1.005), priceOn(2, -4), priceOn(0, 0.2), priceOn(5, 1.234567)]).toEqual([
    1, 0.01, 1, 1.23457,
  ]);
});

describe('the magnet', () => {
  const [bar] = bars;

  it('draws to the nearest price of the bar, and lets go further away', () => {
    expect(bar && magnetPrice(bar, projection.y(59), projection.y)).toBe(60);
    expect(bar && magnetPrice(bar, projection.y(52), projection.y)).toBe(50);
    expect(bar && magnetPrice(bar, projection.y(90), projection.y)).toBeNull();
  });

  it('draws to points of other drawings', () => {
    const points = [{ anchor: at(10, 50), at: { x: 100, y: 200 } }];
    expect(pointNear(points, { x: 106, y: 204 })).toEqual(at(10, 50));
    expect(pointNear(points, { x: 120, y: 204 })).toBeNull();
  });
});
