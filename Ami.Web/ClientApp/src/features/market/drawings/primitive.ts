import type {
  IChartApiBase,
  ISeriesApi,
  ISeriesPrimitive,
  ISeriesPrimitiveAxisView,
  Logical,
  SeriesAttachedParameter,
  SeriesType,
  Time,
} from 'lightweight-charts';
import type { BarSource } from '../chart/barSource';
import type { Board, BoardState } from './board';
import type { ChartView } from './gestures';
import type { Drawing } from './kinds';
import { pixelOf, type Projection } from './mark';
import { paintScene, type Theme } from './paint';
import { inkOf } from './palette';
import { createTimeline, stepOf, type Timeline } from './timeline';

/** What can be seen now: what is dragged where it is dragged, what is drawn as far as it is drawn. */
export function shownOf({ drawings, preview, draft, away }: BoardState): readonly Drawing[] {
  if (away) return draft ? [draft] : [];
  const shown = drawings.filter(({ isHidden }) => !isHidden);
  const moved = preview ? shown.map((drawing) => (drawing.id === preview.id ? preview : drawing)) : shown;
  return draft ? [...moved, draft] : moved;
}

type Attached = {
  chart: IChartApiBase<Time>;
  series: ISeriesApi<SeriesType, Time>;
  requestUpdate: () => void;
};

/** The one primitive that paints all drawings on the price series, and how gestures see the chart it is on. */
export function createPrimitive(board: Board, source: BarSource, digits: number) {
  let attached: Attached | null = null;
  let theme: Theme | null = null;
  let words: Projection['words'] | null = null;
  let timelineOf: { bars: unknown; timeline: Timeline } | null = null;
  let tags: { drawings: readonly Drawing[]; views: readonly ISeriesPrimitiveAxisView[] } = {
    drawings: [],
    views: [],
  };

  function timeline(): Timeline {
    const { bars } = source.state;
    if (timelineOf?.bars !== bars) {
      timelineOf = { bars, timeline: createTimeline(bars, stepOf(source.interval, bars)) };
    }
    return timelineOf.timeline;
  }

  /** Two places tell all: the library gives pixels of whole ones only, and drawings lie between them as well. */
  function scale() {
    const axis = attached?.chart.timeScale();
    const zero = axis?.logicalToCoordinate(0 as Logical) ?? null;
    const one = axis?.logicalToCoordinate(1 as Logical) ?? null;
    return zero === null || one === null || one === zero ? null : { zero, one };
  }

  function projection(): Projection | null {
    const at = scale();
    if (!attached || !words || !at || source.state.bars.length === 0) return null;
    const { chart, series } = attached;
    const { width, height } = chart.paneSize(0);
    return {
      width,
      height,
      place: timeline().place,
      x: (place) => at.zero + place * (at.one - at.zero),
      y: (price) => series.priceToCoordinate(price) ?? 0,
      words,
    };
  }

  const view: ChartView = {
    projection,
    grid: () => ({ timeline: timeline(), digits }),
    placeAt(x) {
      const at = scale();
      return at ? (x - at.zero) / (at.one - at.zero) : 0;
    },
    priceAt: (y) => attached?.series.coordinateToPrice(y) ?? null,
    barAt: (place) => source.state.bars[place],
    shown() {
      const now = projection();
      if (!now || !attached) return { bars: 0, prices: 0 };
      const [top, bottom] = [
        attached.series.coordinateToPrice(0),
        attached.series.coordinateToPrice(now.height),
      ];
      return {
        bars: view.placeAt(now.width) - view.placeAt(0),
        prices: Math.abs(Number(top ?? 0) - Number(bottom ?? 0)),
      };
    },
  };

  const pane = {
    renderer: () => ({
      draw(target: {
        useMediaCoordinateSpace: (paint: (scope: { context: CanvasRenderingContext2D }) => void) => void;
      }) {
        const now = projection();
        if (!now || !theme) return;
        const { state } = board;
        const cursor = state.tool && state.cursor ? pixelOf(state.cursor, now) : null;
        const scene = { drawings: shownOf(state), selected: state.draft?.id ?? state.selected, cursor };
        target.useMediaCoordinateSpace(({ context }) => paintScene(context, scene, now, theme as Theme));
      },
    }),
  };
  const panes = [pane];

  function tagOf({ points, style }: Drawing): ISeriesPrimitiveAxisView[] {
    const price = points[0]?.price;
    if (price === undefined) return [];
    return [
      {
        coordinate: () => attached?.series.priceToCoordinate(price) ?? 0,
        text: () => words?.price(price) ?? '',
        textColor: () => (theme?.dark ? '#0b0d12' : '#ffffff'),
        backColor: () => inkOf(style.color, theme?.dark ?? false),
      },
    ];
  }

  const primitive: ISeriesPrimitive<Time> = {
    attached({ chart, series, requestUpdate }: SeriesAttachedParameter<Time>) {
      attached = { chart, series, requestUpdate };
    },
    detached() {
      attached = null;
    },
    paneViews: () => panes,
    /** Levels are named on the axis. */
    priceAxisViews() {
      const drawings = shownOf(board.state).filter(({ kind }) => kind === 'horizontalLine');
      if (
        drawings.length !== tags.drawings.length ||
        drawings.some((each, index) => each !== tags.drawings[index])
      )
        tags = { drawings, views: drawings.flatMap(tagOf) };
      return tags.views;
    },
  };

  return {
    primitive,
    view,
    /** Paints anew with what is there now. */
    update: () => attached?.requestUpdate(),
    dress(nextTheme: Theme, nextWords: Projection['words']) {
      [theme, words] = [nextTheme, nextWords];
      attached?.requestUpdate();
    },
  };
}

export type DrawingsPrimitive = ReturnType<typeof createPrimitive>;
