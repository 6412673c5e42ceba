import {
  customSeriesDefaultOptions,
  type CustomData,
  type CustomSeriesOptions,
  type CustomSeriesWhitespaceData,
  type ICustomSeriesPaneView,
  type PaneRendererCustomData,
  type Time,
} from 'lightweight-charts';

export type LinePoint = CustomData<Time> & { value: number };

type Place = { x: number; y: number };

const width = 2;

/** The parts of a line between which there are bars without a value; one value alone is a part, too. */
export function partsOf<P extends { time: number }>(points: readonly P[]): P[][] {
  const parts: P[][] = [];
  let before = Number.NaN;
  for (const point of points) {
    if (point.time === before + 1) parts.at(-1)?.push(point);
    else parts.push([point]);
    before = point.time;
  }
  return parts;
}

/** A line that ends where values end: the one of the library goes straight on to the next value. */
export function createGapLine(): ICustomSeriesPaneView<Time, LinePoint> {
  let drawn: PaneRendererCustomData<Time, LinePoint> | null = null;
  let color = '';
  return {
    renderer: () => ({
      draw(target, toY) {
        const range = drawn?.visibleRange;
        if (!drawn || !range) return;
        const inSight = drawn.bars.slice(Math.max(0, range.from - 1), range.to + 1);
        const parts = partsOf(inSight).map((part) =>
          part.flatMap(({ x, originalData }): Place[] => {
            const y = toY(originalData.value);
            return y === null ? [] : [{ x, y }];
          }),
        );
        target.useMediaCoordinateSpace(({ context }) => {
          Object.assign(context, {
            strokeStyle: color,
            fillStyle: color,
            lineWidth: width,
            lineJoin: 'round',
          });
          for (const part of parts) {
            context.beginPath();
            const [only] = part;
            if (part.length === 1 && only) {
              context.arc(only.x, only.y, width / 2 + 0.5, 0, 2 * Math.PI);
              context.fill();
              continue;
            }
            part.forEach(({ x, y }) => context.lineTo(x, y));
            context.stroke();
          }
        });
      },
    }),
    update(data, options: CustomSeriesOptions) {
      drawn = data;
      color = options.color;
    },
    priceValueBuilder: ({ value }) => [value],
    isWhitespace: (point): point is CustomSeriesWhitespaceData<Time> => !('value' in point),
    defaultOptions: () => customSeriesDefaultOptions,
  };
}
