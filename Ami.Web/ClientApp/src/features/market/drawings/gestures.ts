import type { Bar } from '../chart/bars';
import type { Board } from './board';
import { movedBy, positionAt, priceOn, tickOf, withPoint, type Grid } from './edits';
import { hitTest, reach, type Hit } from './hit';
import { isFree, isPosition, kinds, limits, type Anchor, type Drawing, type DrawingKind } from './kinds';
import { magnetPrice, pointNear } from './magnet';
import type { Projection } from './mark';
import { gripsOf } from './marks';
import { distance, simplified, type Pixel } from './plane';

/** The chart as gestures see it. */
export type ChartView = {
  /** Null while there is nothing to draw on. */
  projection: () => Projection | null;
  grid: () => Grid;
  placeAt: (x: number) => number;
  priceAt: (y: number) => number | null;
  barAt: (place: number) => Bar | undefined;
  /** How many bars, and how much of the price, the chart shows. */
  shown: () => { bars: number; prices: number };
};

export type Input = {
  touch?: boolean;
  /** Turns the magnet to the other side. */ other?: boolean;
  /** Keeps the price. */ level?: boolean;
};

type Press =
  | { mode: 'place'; start: Pixel; fresh: boolean }
  | { mode: 'brush'; path: (Pixel & { anchor: Anchor })[] }
  | { mode: 'drag'; start: Pixel; hit: Hit; original: Drawing; moved: boolean };

const clickWithin = 5;

/** What pointers and keys do on the chart: drawing, selecting, moving. */
export function createGestures(board: Board, view: ChartView, newText: () => string) {
  let press: Press | null = null;

  function anchorAt(
    at: Pixel,
    kind: DrawingKind,
    input: Input,
    own: string | null,
    level: number | null = null,
  ): Anchor | null {
    const projection = view.projection();
    const price = view.priceAt(at.y);
    if (!projection || price === null) return null;
    const { timeline, digits } = view.grid();
    if (isFree(kind)) return { t: timeline.instant(view.placeAt(at.x)), price: priceOn(digits, price) };
    const others = board.state.drawings.filter(({ id, isHidden }) => id !== own && !isHidden);
    const points = others.flatMap((drawing) =>
      gripsOf(drawing, projection).flatMap((grip, index) => {
        const anchor = drawing.points[index];
        return anchor ? [{ anchor, at: grip }] : [];
      }),
    );
    const near = level === null && others.length > 0 ? pointNear(points, at) : null;
    if (near) return near;
    const place = Math.round(view.placeAt(at.x));
    const bar = view.barAt(place);
    const drawn =
      board.state.magnet !== (input.other ?? false) && bar ? magnetPrice(bar, at.y, projection.y) : null;
    return { t: timeline.instant(place), price: priceOn(digits, level ?? drawn ?? price) };
  }

  function begin(kind: DrawingKind, anchor: Anchor) {
    const text = kind === 'text' ? newText() : null;
    const points = kinds[kind].clicks > 1 ? [anchor, anchor] : [anchor];
    const draft = {
      id: crypto.randomUUID(),
      kind,
      points,
      style: board.styleFor(kind),
      text,
      isLocked: false,
      isHidden: false,
    };
    board.show({ draft });
  }

  /** Moves the point that is to be set next. */
  function aim(anchor: Anchor) {
    const { draft } = board.state;
    if (draft) board.show({ draft: { ...draft, points: [...draft.points.slice(0, -1), anchor] } });
  }

  /** Sets the point where it was aimed; the last one makes it a drawing. */
  function fix() {
    const { draft } = board.state;
    const last = draft?.points.at(-1);
    if (!draft || !last) return;
    const { clicks } = kinds[draft.kind];
    if (draft.points.length < clicks)
      return board.show({ draft: { ...draft, points: [...draft.points, last] } });
    const points = isPosition(draft.kind)
      ? positionAt(draft.kind, last, view.shown(), view.grid())
      : draft.points;
    finish({ ...draft, points });
  }

  function finish(drawing: Drawing) {
    const [a, b] = drawing.points;
    // Two points in one place are no line; whoever clicked twice gets another try.
    if (drawing.points.length === 2 && a && b && a.t === b.t && a.price === b.price) return;
    board.add(drawing);
    if (drawing.kind === 'text') board.show({ writing: drawing.id });
  }

  /** While Shift is held a line stays level with the point before. */
  const levelOf = (input: Input) => (input.level ? (board.state.draft?.points.at(-2)?.price ?? null) : null);

  function placeDown(tool: DrawingKind, at: Pixel, input: Input) {
    const anchor = anchorAt(at, tool, input, null, levelOf(input));
    if (!anchor) return false;
    if (isFree(tool)) {
      begin(tool, anchor);
      press = { mode: 'brush', path: [{ ...at, anchor }] };
      return true;
    }
    const fresh = board.state.draft === null;
    if (fresh) begin(tool, anchor);
    else aim(anchor);
    press = { mode: 'place', start: at, fresh: fresh && kinds[tool].clicks > 1 };
    return true;
  }

  function hitAt(at: Pixel, input: Input): Hit | null {
    const projection = view.projection();
    if (!projection || board.state.away) return null;
    const { drawings, selected } = board.state;
    return hitTest(drawings, selected, at, projection, input.touch ? reach.touch : reach.mouse);
  }

  function dragged(
    { original, hit, start }: Extract<Press, { mode: 'drag' }>,
    at: Pixel,
    input: Input,
  ): Drawing | null {
    const grid = view.grid();
    if (hit.grip === null) {
      const [from, to] = [view.priceAt(start.y), view.priceAt(at.y)];
      if (from === null || to === null) return null;
      const bars = view.placeAt(at.x) - view.placeAt(start.x);
      return movedBy(
        original,
        isFree(original.kind) ? bars : Math.round(bars),
        input.level ? 0 : to - from,
        grid,
      );
    }
    const other = original.points[hit.grip === 0 ? 1 : 0];
    const level = input.level && !isPosition(original.kind) ? (other?.price ?? null) : null;
    const anchor = anchorAt(at, original.kind, input, original.id, level);
    return anchor && withPoint(original, hit.grip, anchor, grid.digits);
  }

  function brushed(path: readonly (Pixel & { anchor: Anchor })[]) {
    const { draft } = board.state;
    board.show({ draft: null });
    const points = simplified(path, 0.7, limits.brushPoints).map(({ anchor }) => anchor);
    if (draft && points.length > 1) board.add({ ...draft, points });
  }

  return {
    /** @returns Whether the chart is to leave this pointer alone. */
    down(at: Pixel, input: Input): boolean {
      const { tool } = board.state;
      if (tool) return placeDown(tool, at, input);
      const hit = hitAt(at, input);
      const original = hit && board.find(hit.id);
      if ((hit?.id ?? null) !== board.state.selected) board.select(hit?.id ?? null);
      if (!hit || !original || original.isLocked) return false;
      press = { mode: 'drag', start: at, hit, original, moved: false };
      return true;
    },
    move(at: Pixel, input: Input) {
      const { tool, draft } = board.state;
      if (press?.mode === 'brush') {
        const anchor = anchorAt(at, 'brush', input, null);
        if (!anchor || !draft) return;
        press.path.push({ ...at, anchor });
        board.show({ draft: { ...draft, points: press.path.map((each) => each.anchor) } });
      } else if (press?.mode === 'drag') {
        press.moved ||= distance(press.start, at) > 3;
        if (press.moved) board.show({ preview: dragged(press, at, input) });
      } else if (tool && draft) {
        const anchor = anchorAt(at, tool, input, null, levelOf(input));
        if (anchor) aim(anchor);
      } else if (tool && board.state.cursor) board.show({ cursor: null });
    },
    up(at: Pixel) {
      const done = press;
      press = null;
      const { preview } = board.state;
      if (done?.mode === 'brush') brushed(done.path);
      if (done?.mode === 'drag' && done.moved && preview) board.change(preview);
      if (done?.mode === 'place' && (!done.fresh || distance(done.start, at) > clickWithin)) fix();
    },
    /** The pointer was taken away, as by a second finger. */
    cancel() {
      if (press?.mode === 'brush') board.show({ draft: null });
      press = null;
      board.show({ preview: null });
    },
    /** What is under a pointer that only looks. */
    over: (at: Pixel, input: Input): Hit | null => (board.state.tool ? null : hitAt(at, input)),
    isPressed: () => press !== null,
    /** Where the keys begin: on the close of the newest bar that can be seen. */
    cursor(): Anchor | null {
      const projection = view.projection();
      if (!projection) return null;
      if (board.state.cursor) return board.state.cursor;
      const { timeline, digits } = view.grid();
      for (let place = Math.floor(view.placeAt(projection.width)); place >= view.placeAt(0); place--) {
        const bar = view.barAt(place);
        if (bar) return { t: timeline.instant(place), price: priceOn(digits, bar.c) };
      }
      return null;
    },
    /** Moves where the next point would be set: by bars, and by hundredths of the height. */
    steer(bars: number, steps: number) {
      const cursor = this.cursor();
      if (!cursor || !board.state.tool) return;
      const { timeline, digits } = view.grid();
      const size = Math.max(tickOf(digits), view.shown().prices / 100);
      const next = {
        t: timeline.instant(Math.round(timeline.place(cursor.t)) + bars),
        price: priceOn(digits, cursor.price + steps * size),
      };
      board.show({ cursor: next });
      if (board.state.draft) aim(next);
    },
    /** Sets a point where the keys have brought it. */
    enter() {
      const { tool, draft } = board.state;
      const anchor = this.cursor();
      if (!tool || !anchor || isFree(tool)) return;
      board.show({ cursor: anchor });
      if (!draft) begin(tool, anchor);
      else aim(anchor);
      if (draft || kinds[tool].clicks === 1) fix();
    },
    /** Moves the selected drawing by bars and ticks. */
    nudge(bars: number, ticks: number) {
      const drawing = board.selected();
      if (!drawing || drawing.isLocked) return;
      const grid = view.grid();
      board.change(movedBy(drawing, bars, ticks * tickOf(grid.digits), grid), `nudge ${drawing.id}`);
    },
  };
}

export type Gestures = ReturnType<typeof createGestures>;
