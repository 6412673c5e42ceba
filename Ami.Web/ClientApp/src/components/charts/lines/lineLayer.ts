import type {
  IPriceLine,
  ISeriesPrimitive,
  Logical,
  SeriesAttachedParameter,
  Time,
} from 'lightweight-charts';
import { chartColors } from '../chartColors';
import { spread } from './spread';
import { isTagged, lineColor, lineStyle, type ChartLine, type TradeMark } from './lines';

type Target = {
  useMediaCoordinateSpace: (
    paint: (scope: { context: CanvasRenderingContext2D; mediaSize: { width: number } }) => void,
  ) => void;
};

const markSize = 5;
/** Half of what a tag is high. */
const tagReach = 11;
/** From one tag to the next where they would cover each other. */
const tagStep = 2 * tagReach + 2;

/** A chart, as far as something is painted on it. */
export type Painted = {
  /** Paints on the series of prices; returns how to take that away again. */
  attach: (primitive: ISeriesPrimitive<Time>) => () => void;
};

/** Where moments stand among the bars that are shown now, by the place of their bar, and which moment is at a place; asked for with each painting. */
export type Places = () => { place: (milliseconds: number) => number; instant: (place: number) => number };

/** The first of them, oldest first, at or behind an instant. */
function firstFrom(marks: readonly TradeMark[], instant: number): number {
  let [low, high] = [0, marks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle]?.at ?? 0) < instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Lines, their tags, and marks of trades on one chart. Tags are elements: they can be taken and focused, and follow their line whenever the chart is painted. */
export function createLineLayer(held: Painted, places: Places, element: HTMLElement) {
  let at: SeriesAttachedParameter<Time> | null = null;
  let colors = chartColors(element);
  let given: readonly TradeMark[] = [];
  /** The same, oldest first. */
  let marks: readonly TradeMark[] = [];
  let moved: { id: string; price: number } | null = null;
  const lines = new Map<string, { line: ChartLine; drawn: IPriceLine }>();
  const tags = new Map<string, HTMLElement>();
  /** How far tags stand from their lines, so that none covers another. */
  const aside = new Map<string, number>();

  const priceOf = ({ id, price }: ChartLine) => (moved?.id === id ? moved.price : price);

  const optionsOf = (line: ChartLine) => ({
    price: priceOf(line),
    title: isTagged(line) ? '' : line.label,
    color: lineColor(line.tone, colors),
    lineWidth: 1 as const,
    lineStyle: lineStyle(line.tone),
    axisLabelVisible: true,
  });

  function placeTags() {
    if (!at) return;
    const { chart, series } = at;
    const { height } = chart.paneSize(0);
    const near: { id: string; tag: HTMLElement; shown: number }[] = [];
    for (const [id, tag] of tags) {
      const line = lines.get(id)?.line;
      const y = line ? series.priceToCoordinate(priceOf(line)) : null;
      const isOut = y !== null && (y < 0 || y > height);
      // Of alerts there is a list; they would cover the legend.
      const isLeftOut = isOut && line?.tone.startsWith('alert') && moved?.id !== id;
      tag.hidden = y === null || isLeftOut === true;
      if (y === null) continue;
      // A line out of sight can still be found, at the edge that it is behind.
      const shown = Math.min(height - tagReach, Math.max(tagReach, y));
      tag.toggleAttribute('data-out', isOut);
      tag.style.transform = `translateY(${shown}px)`;
      if (line?.tone.startsWith('alert') && !tag.hidden && moved?.id !== id) near.push({ id, tag, shown });
    }
    const places = spread(
      near.map(({ shown }) => shown),
      tagStep,
      [tagReach, height - tagReach],
    );
    aside.clear();
    near.forEach(({ id, tag, shown }, index) => {
      const place = places[index] ?? shown;
      aside.set(id, place - shown);
      tag.style.transform = `translateY(${place}px)`;
    });
    element.style.setProperty('--axis', `${chart.priceScale('right').width()}px`);
  }

  /** Arrows at the price: up below what was bought, down above what was sold. */
  function paintMarks(context: CanvasRenderingContext2D, width: number) {
    if (!at || marks.length === 0) return;
    const { chart, series } = at;
    const range = chart.timeScale().getVisibleLogicalRange();
    if (!range) return;
    const { place, instant } = places();
    // Of thousands those in sight: this is done in every frame.
    const [first, last] = [firstFrom(marks, instant(range.from - 1)), instant(range.to + 1)];
    for (let index = first; index < marks.length; index++) {
      const mark = marks[index];
      if (!mark || mark.at > last) break;
      const { at: moment, price, side } = mark;
      const x = chart.timeScale().logicalToCoordinate(place(moment) as Logical);
      const y = series.priceToCoordinate(price);
      if (x === null || y === null || x < -markSize || x > width + markSize) continue;
      const down = side === 'buy' ? 1 : -1;
      context.beginPath();
      context.moveTo(x, y);
      context.lineTo(x - markSize, y + down * markSize * 1.6);
      context.lineTo(x + markSize, y + down * markSize * 1.6);
      context.closePath();
      context.fillStyle = side === 'buy' ? colors.gain : colors.loss;
      context.fill();
      context.lineWidth = 1;
      context.strokeStyle = colors.panel;
      context.stroke();
    }
  }

  const pane = {
    renderer: () => ({
      draw(target: Target) {
        placeTags();
        target.useMediaCoordinateSpace(({ context, mediaSize }) => paintMarks(context, mediaSize.width));
      },
    }),
  };
  const panes = [pane];
  const primitive: ISeriesPrimitive<Time> = {
    attached: (next: SeriesAttachedParameter<Time>) => {
      at = next;
    },
    detached: () => {
      for (const { drawn } of lines.values()) at?.series.removePriceLine(drawn);
      lines.clear();
      at = null;
    },
    paneViews: () => panes,
  };
  const detach = held.attach(primitive);

  return {
    show(next: readonly ChartLine[], nextMarks: readonly TradeMark[]) {
      if (nextMarks !== given) marks = [...nextMarks].sort((a, b) => a.at - b.at);
      given = nextMarks;
      const kept = new Set(next.map(({ id }) => id));
      for (const [id, { drawn }] of lines) {
        if (kept.has(id)) continue;
        at?.series.removePriceLine(drawn);
        lines.delete(id);
      }
      for (const line of next) {
        const before = lines.get(line.id);
        if (before) before.drawn.applyOptions(optionsOf(line));
        const drawn = before?.drawn ?? at?.series.createPriceLine(optionsOf(line));
        if (drawn) lines.set(line.id, { line, drawn });
      }
      at?.requestUpdate();
    },
    /** Shows a line elsewhere while it is being moved; null is where it belongs. */
    move(id: string, price: number | null) {
      moved = price === null ? null : { id, price };
      const one = lines.get(id);
      if (!at || !one) return;
      one.drawn.applyOptions({ price: priceOf(one.line) });
      at.requestUpdate();
    },
    /** How far below its line a tag stands, pixels. */
    asideOf: (id: string): number => aside.get(id) ?? 0,
    /** @param y Pixels from the top of the bars' pane. */
    priceAt: (y: number): number | null => at?.series.coordinateToPrice(y) ?? null,
    tag(id: string, tag: HTMLElement) {
      tags.set(id, tag);
      at?.requestUpdate();
      return () => void tags.delete(id);
    },
    recolor() {
      colors = chartColors(element);
      for (const { line, drawn } of lines.values()) drawn.applyOptions(optionsOf(line));
    },
    stop: detach,
  };
}

export type LineLayer = ReturnType<typeof createLineLayer>;
