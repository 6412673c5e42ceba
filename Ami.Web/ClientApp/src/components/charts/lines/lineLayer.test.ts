import { expect, it, vi } from 'vitest';
import { createLineLayer, type Painted } from './lineLayer';
import type { ChartLine } from './lines';

type Primitive = {
  attached: (at: object) => void;
  paneViews: () => { renderer: () => { draw: (target: object) => void } }[];
};

/** A chart 400 pixels high at which a price is its distance from the top. */
function layerOf(lines: readonly ChartLine[]) {
  let primitive: Primitive | undefined;
  const series = {
    createPriceLine: (options: object) => ({ ...options, applyOptions: () => undefined }),
    priceToCoordinate: (price: number) => price,
  };
  const chart = { paneSize: () => ({ height: 400 }), priceScale: () => ({ width: () => 60 }) };
  const held = {
    attach(made: Primitive) {
      primitive = made;
      made.attached({ series, chart, requestUpdate: () => undefined });
      return () => undefined;
    },
  } as unknown as Painted;
  const layer = createLineLayer(
    held,
    () => ({ place: () => 0, instant: () => 0 }),
    document.createElement('div'),
  );
  const tags = new Map(lines.map(({ id }) => [id, document.createElement('div')]));
  tags.forEach((tag, id) => layer.tag(id, tag));
  layer.show(lines, []);
  const paint = () => {
    primitive
      ?.paneViews()[0]
      ?.renderer()
      .draw({ useMediaCoordinateSpace: () => undefined });
    return Object.fromEntries([...tags].map(([id, tag]) => [id, tag.style.transform]));
  };
  return { layer, tags, paint };
}

const line = (id: string, price: number, tone: ChartLine['tone'] = 'alert'): ChartLine => ({
  id,
  price,
  label: id,
  tone,
  more: '',
});

const down = (pixels: number) => `translateY(${pixels}px)`;

it('moves tags of alerts apart that would cover each other, and leaves those of orders', () => {
  const { paint, layer } = layerOf([
    line('a', 100),
    line('b', 102, 'alertWaiting'),
    line('far', 300),
    line('order', 101, 'order'),
    line('stop', 102, 'stopLoss'),
  ]);
  expect(paint()).toEqual({
    a: down(89),
    b: down(113),
    far: down(300),
    order: down(101),
    stop: down(102),
  });
  expect([layer.asideOf('a'), layer.asideOf('b'), layer.asideOf('order')]).toEqual([-11, 11, 0]);
});

it('shows one that is being moved where it is, and the others as if it were not there', () => {
  const { paint, layer } = layerOf([line('a', 100), line('b', 102)]);
  layer.move('a', 103);
  expect(paint()).toEqual({ a: down(103), b: down(102) });
});

it('makes no room for one that is out of sight', () => {
  const { paint, tags } = layerOf([line('a', 395), line('out', 410)]);
  expect(paint().a).toBe(down(389));
  expect(tags.get('out')?.hidden).toBe(true);
});

it('paints the marks in sight, and does not look at the others', () => {
  let primitive: Primitive | undefined;
  const placed: number[] = [];
  const chart = {
    paneSize: () => ({ height: 400 }),
    priceScale: () => ({ width: () => 60 }),
    timeScale: () => ({
      getVisibleLogicalRange: () => ({ from: 4_000, to: 4_010 }),
      logicalToCoordinate(place: number) {
        placed.push(place);
        return (place - 4_000) * 10;
      },
    }),
  };
  const held = {
    attach(made: Primitive) {
      primitive = made;
      const series = { priceToCoordinate: (price: number) => price };
      made.attached({ series, chart, requestUpdate: () => undefined });
      return () => undefined;
    },
  } as unknown as Painted;
  const bars = Array.from({ length: 5_000 }, (_, i) => ({ t: i * 60 }));
  const places = () => ({ place: (at: number) => at / 60_000, instant: (place: number) => place * 60_000 });
  const layer = createLineLayer(held, places, document.createElement('div'));
  // Newest first, as they are read.
  const marks = bars.map(({ t }, i) => ({ id: String(i), at: t * 1000, price: 100, side: 'buy' as const }));
  layer.show([], marks.reverse());
  const fill = vi.fn();
  const context = new Proxy({ fill } as Record<string, unknown>, {
    get: (made, name: string) => made[name] ?? vi.fn(),
  });
  primitive
    ?.paneViews()[0]
    ?.renderer()
    .draw({
      useMediaCoordinateSpace: (paint: (scope: object) => void) =>
        paint({ context, mediaSize: { width: 100 } }),
    });
  expect(placed).toEqual(Array.from({ length: 13 }, (_, i) => 3_999 + i));
  expect(fill).toHaveBeenCalledTimes(11);
});
