import { isFree, type Drawing } from './kinds';
import { label, line, lineHeight, pixelOf, type Mark, type Projection } from './mark';
import { clip, corners, type Box, type Pixel } from './plane';
import { channel, levels, measured, position } from './shapes';

const frameOf = ({ width, height }: Projection): Box => ({ left: 0, top: 0, right: width, bottom: height });

function shapeOf(drawing: Drawing, pixels: readonly Pixel[], projection: Projection): Mark[] {
  const frame = frameOf(projection);
  const [a, b] = pixels;
  const [first, second, third] = drawing.points;
  if (!a || !first) return [];
  switch (drawing.kind) {
    case 'horizontalLine':
      return line([
        { x: 0, y: a.y },
        { x: projection.width, y: a.y },
      ]);
    case 'verticalLine':
      return line([
        { x: a.x, y: 0 },
        { x: a.x, y: projection.height },
      ]);
    case 'text':
      return [];
    case 'brush':
      return line(pixels);
    case 'channel':
      return channel(pixels);
    case 'longPosition':
    case 'shortPosition':
      return position(drawing, pixels, projection);
    default:
  }
  if (!b || !second) return [];
  const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)];
  switch (drawing.kind) {
    case 'ray':
      return line(clip(a, b, frame, 0, Number.POSITIVE_INFINITY) ?? null);
    case 'rectangle':
      return [{ type: 'area', points: corners(a, b), tone: 'own' }, ...line([...corners(a, b), a])];
    case 'measure': {
      const tone = second.price < first.price ? 'loss' : 'gain';
      const at = { x: (a.x + b.x) / 2, y: b.y + (b.y < a.y ? -8 - lineHeight : lineHeight + 6) };
      return [
        { type: 'area', points: corners(a, b), tone },
        ...line(
          [
            { x: (left + right) / 2, y: a.y },
            { x: (left + right) / 2, y: b.y },
          ],
          tone,
        ),
        ...line(
          [
            { x: left, y: (a.y + b.y) / 2 },
            { x: right, y: (a.y + b.y) / 2 },
          ],
          tone,
        ),
        label(at, measured(first, second, projection), true, tone),
      ];
    }
    case 'fibRetracement':
      return [
        { type: 'line', points: [a, b], tone: 'own', dash: 'dashed', thin: true },
        // From the end of the move back to its beginning.
        ...levels(
          drawing,
          projection,
          second.price,
          first.price - second.price,
          left,
          Math.max(right, left + 60),
        ),
      ];
    case 'fibExtension': {
      const way: Mark = { type: 'line', points: pixels, tone: 'own', dash: 'dashed', thin: true };
      const c = pixels[2];
      if (!c || !third) return [way];
      const from = Math.max(a.x, c.x);
      return [
        way,
        ...levels(
          drawing,
          projection,
          third.price,
          second.price - first.price,
          from,
          from + Math.max(60, right - left),
        ),
      ];
    }
    default:
      return line([a, b]);
  }
}

/** What to paint of a drawing; as far as its points are set. */
export function marksOf(drawing: Drawing, projection: Projection): readonly Mark[] {
  const pixels = drawing.points.map((point) => pixelOf(point, projection, isFree(drawing.kind)));
  const marks = shapeOf(drawing, pixels, projection);
  const [first] = pixels;
  if (drawing.text === null || !first) return marks;
  const lines = drawing.text.split('\n');
  const at =
    drawing.kind === 'horizontalLine'
      ? { x: 8, y: first.y - 5 }
      : drawing.kind === 'verticalLine'
        ? { x: first.x + 6, y: 48 }
        : { x: first.x + (drawing.kind === 'text' ? 0 : 6), y: first.y - 5 };
  const words: Mark = {
    type: 'label',
    at: { x: at.x, y: at.y - (lines.length - 1) * lineHeight },
    lines,
    align: 'left',
    boxed: false,
    tone: 'own',
  };
  return [...marks, words];
}

/** Where a drawing can be taken by one of its points. */
export function gripsOf(drawing: Drawing, projection: Projection): readonly Pixel[] {
  if (isFree(drawing.kind)) return [];
  return drawing.points.map((point) => {
    const pixel = pixelOf(point, projection);
    if (drawing.kind === 'verticalLine') return { x: pixel.x, y: projection.height / 2 };
    // A level is where its price is; its point in time may be far away.
    if (drawing.kind === 'horizontalLine') return { x: projection.width / 2, y: pixel.y };
    return pixel;
  });
}
