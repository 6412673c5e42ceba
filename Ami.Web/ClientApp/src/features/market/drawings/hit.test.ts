import { describe, expect, it } from 'vitest';
import { hitTest, reach } from './hit';
import { kindNames, type DrawingKind } from './kinds';
import { pixelOf } from './mark';
import { gripsOf, marksOf } from './marks';
import type { Pixel } from './plane';
import { planOf } from './shapes';
import { at, drawn, oneOfEach, projection } from './testing/sample';

const hit = (kind: DrawingKind, pixel: Pixel, selected: string | null = null) =>
  hitTest([oneOfEach[kind]], selected, pixel, projection, reach.mouse);

/** Of each kind a pixel on it: bars are 10 pixels, prices 4. */
const on: Record<DrawingKind, Pixel> = {
  trendLine: { x: 400, y: 200 },
  ray: { x: 600, y: 160 },
  horizontalLine: { x: 3, y: 280 },
  verticalLine: { x: 500, y: 5 },
  channel: { x: 400, y: 160 },
  rectangle: { x: 200, y: 200 },
  fibRetracement: { x: 500, y: 200 },
  fibExtension: { x: 300, y: 200 },
  measure: { x: 400, y: 220 },
  longPosition: { x: 300, y: 200 },
  shortPosition: { x: 300, y: 200 },
  text: { x: 505, y: 190 },
  brush: { x: 252, y: 230 },
};

describe('what is under a pixel', () => {
  it.each(kindNames)('%s is, on it', (kind) => {
    expect(hit(kind, on[kind])).toEqual({ id: kind, grip: null });
  });

  it.each(kindNames)('%s is not, far from it', (kind) => {
    expect(hit(kind, { x: 100, y: 390 })).toBeNull();
  });

  it.each(kindNames.filter((kind) => kind !== 'brush'))(
    '%s is taken by each of its points once it is selected',
    (kind) => {
      gripsOf(oneOfEach[kind], projection).forEach((grip, index) => {
        expect(hit(kind, { x: grip.x + 4, y: grip.y - 4 }, kind)).toEqual({ id: kind, grip: index });
      });
    },
  );

  it('is what was drawn last, a line before an area, and what is selected before all', () => {
    const under = drawn('trendLine', [at(20, 50), at(60, 50)], { id: 'under' });
    const over = drawn('trendLine', [at(20, 50), at(60, 50)], { id: 'over' });
    const area = drawn('rectangle', [at(10, 20), at(70, 80)], { id: 'area' });
    const look = (selected: string | null, x = 400) =>
      hitTest([under, over, area], selected, { x, y: 200 }, projection, reach.mouse);
    expect(look(null)).toEqual({ id: 'over', grip: null });
    expect(look('under', 200)).toEqual({ id: 'under', grip: 0 });
    expect(look(null, 650)).toEqual({ id: 'area', grip: null });
  });

  it('is never hidden, and a finger reaches further than a mouse', () => {
    const hidden = { ...oneOfEach.trendLine, isHidden: true };
    expect(hitTest([hidden], null, on.trendLine, projection, reach.mouse)).toBeNull();
    const beside = { x: 400, y: 211 };
    expect(hitTest([oneOfEach.trendLine], null, beside, projection, reach.mouse)).toBeNull();
    expect(hitTest([oneOfEach.trendLine], null, beside, projection, reach.touch)).not.toBeNull();
  });
});

describe('what is drawn', () => {
  it.each(kindNames)('%s stands where its instants and prices are, whatever is filled in before', (kind) => {
    const later = {
      ...projection,
      place: (t: number, exact?: boolean) => projection.place(t, exact) + 600,
      x: (place: number) => (place - 600) * 10,
    };
    expect(marksOf(oneOfEach[kind], later)).toEqual(marksOf(oneOfEach[kind], projection));
  });

  it('a ray ends at the edge and begins at its first point', () => {
    const [ray] = marksOf(oneOfEach.ray, projection);
    expect(ray).toMatchObject({
      points: [
        { x: 200, y: 240 },
        { x: 1000, y: 80 },
      ],
    });
  });

  it('the levels of a retracement go from the end of the move back to its beginning', () => {
    const labels = marksOf(oneOfEach.fibRetracement, projection).flatMap((mark) =>
      mark.type === 'label' ? mark.lines : [],
    );
    expect(labels).toEqual([
      '0 (60.00)',
      '0.236 (55.28)',
      '0.382 (52.36)',
      '0.5 (50.00)',
      '0.618 (47.64)',
      '0.786 (44.28)',
      '1 (40.00)',
    ]);
  });

  it('the levels of an extension begin at the third point', () => {
    const labels = marksOf(oneOfEach.fibExtension, projection).flatMap((mark) =>
      mark.type === 'label' ? mark.lines : [],
    );
    expect(labels).toEqual(['0 (50.00)', '0.618 (62.36)', '1 (70.00)', '1.618 (82.36)', '2.618 (102.36)']);
  });

  it('a channel has a parallel through its third point', () => {
    const lines = marksOf(oneOfEach.channel, projection).filter((mark) => mark.type === 'line');
    const [base, parallel] = lines.map((mark) => mark.points);
    const third = pixelOf(at(40, 60), projection);
    const slope = ([a, b]: readonly Pixel[] = []) =>
      ((b?.y ?? 0) - (a?.y ?? 0)) / ((b?.x ?? 1) - (a?.x ?? 0));
    expect(slope(parallel)).toBeCloseTo(slope(base));
    const from = parallel?.[0] ?? third;
    expect(from.y + slope(parallel) * (third.x - from.x)).toBeCloseTo(third.y);
  });

  it('a position says what it risks, aims for, and how many times the risk that is', () => {
    expect(planOf(oneOfEach.longPosition.points)).toMatchObject({ risk: 5, reward: 10, ratio: 2 });
    const labels = (kind: 'longPosition' | 'shortPosition') =>
      marksOf(oneOfEach[kind], projection).flatMap((mark) => (mark.type === 'label' ? mark.lines : []));
    expect(labels('longPosition')).toEqual(['target 60.00 20.00 %', 'stop 45.00 10.00 %', '2.00 R']);
    expect(labels('shortPosition')).toEqual(['target 40.00 20.00 %', 'stop 55.00 10.00 %', '2.00 R']);
  });

  it('a measure says how much, in price, share and bars', () => {
    const label = marksOf(oneOfEach.measure, projection).find((mark) => mark.type === 'label');
    expect(label).toMatchObject({ lines: ['20.00 (50.00 %)', '40 bars'], tone: 'gain' });
  });
});
