import type {
  IChartApiBase,
  IPrimitivePaneView,
  ISeriesPrimitive,
  Logical,
  SeriesAttachedParameter,
  Time,
} from 'lightweight-charts';

/** Closer than this they tell nothing. */
const leastApart = 16;

type Attached = { chart: IChartApiBase<Time>; requestUpdate: () => void };

/** Thin dashed lines before bars, behind everything else on the prices. */
export function createBreakLines() {
  let attached: Attached | null = null;
  let places: readonly number[] = [];
  let color = '';

  /** Between a bar and the one before it; nothing where they would stand too close to be told apart. */
  function inSight(width: number): number[] {
    const axis = attached?.chart.timeScale();
    const zero = axis?.logicalToCoordinate(0 as Logical) ?? null;
    const one = axis?.logicalToCoordinate(1 as Logical) ?? null;
    if (zero === null || one === null) return [];
    const step = one - zero;
    const shown = places.map((place) => zero + (place - 0.5) * step).filter((x) => x >= 0 && x <= width);
    const [first, last] = [shown[0] ?? 0, shown.at(-1) ?? 0];
    return shown.length > 1 && (last - first) / (shown.length - 1) < leastApart ? [] : shown;
  }

  const view: IPrimitivePaneView = {
    zOrder: () => 'bottom',
    renderer: () => ({
      draw(target) {
        target.useMediaCoordinateSpace(({ context, mediaSize: { width, height } }) => {
          Object.assign(context, { strokeStyle: color, lineWidth: 1 });
          context.setLineDash([3, 3]);
          context.beginPath();
          for (const x of inSight(width)) {
            const sharp = Math.round(x) + 0.5;
            context.moveTo(sharp, 0);
            context.lineTo(sharp, height);
          }
          context.stroke();
          context.setLineDash([]);
        });
      },
    }),
  };
  const views = [view];

  const primitive: ISeriesPrimitive<Time> = {
    attached({ chart, requestUpdate }: SeriesAttachedParameter<Time>) {
      attached = { chart, requestUpdate };
    },
    detached() {
      attached = null;
    },
    paneViews: () => views,
  };

  return {
    primitive,
    /** @param before The places of bars that have a line before them, in order. */
    show(before: readonly number[], nextColor: string) {
      [places, color] = [before, nextColor];
      attached?.requestUpdate();
    },
  };
}
