import { unadjusted, type FactorAt } from '../adjusted/factors';
import type { Board, BoardState } from './board';
import type { Anchor, Drawing } from './kinds';

/** Prices that were worked back have no more digits than were multiplied. */
const digits = 12;

const times = (price: number, factor: number) =>
  factor === 1 ? price : Number((price * factor).toPrecision(digits));

/**
 * The same drawings at the prices of an adjusted chart. Kept is a price as it was traded at its instant, so that an anchor stays at its bar however a chart is
 * adjusted; the prices of a position are of the shares of its entry.
 */
export function adjustedBoard(board: Board, at: FactorAt): Board {
  if (at === unadjusted) return board;
  const shown = new WeakMap<Drawing, Drawing>();
  let last: { of: BoardState; state: BoardState } | null = null;
  let listed: { of: readonly Drawing[]; drawings: readonly Drawing[] } | null = null;

  function moved(drawing: Drawing, by: (t: number) => number): Drawing {
    const isOne = drawing.kind === 'longPosition' || drawing.kind === 'shortPosition';
    const first = drawing.points[0]?.t;
    const points = drawing.points.map(({ t, price }) => ({
      t,
      price: times(price, by(isOne && first !== undefined ? first : t)),
    }));
    return { ...drawing, points };
  }

  const back = (t: number) => 1 / at(t);
  const anchored = (anchor: Anchor, by: (t: number) => number) => ({
    t: anchor.t,
    price: times(anchor.price, by(anchor.t)),
  });

  function out<D extends Drawing | null>(drawing: D): D {
    if (!drawing) return drawing;
    const known = shown.get(drawing) ?? moved(drawing, at);
    shown.set(drawing, known);
    return known as D;
  }

  return {
    ...board,
    get state() {
      const now = board.state;
      if (last?.of === now) return last.state;
      if (listed?.of !== now.drawings) listed = { of: now.drawings, drawings: now.drawings.map(out) };
      const state = {
        ...now,
        drawings: listed.drawings,
        draft: out(now.draft),
        preview: out(now.preview),
        cursor: now.cursor && anchored(now.cursor, at),
      };
      last = { of: now, state };
      return state;
    },
    find: (id) => out(board.find(id)),
    selected: () => out(board.selected()),
    show: ({ draft, preview, cursor, ...next }) =>
      board.show({
        ...next,
        ...(draft === undefined ? {} : { draft: draft && moved(draft, back) }),
        ...(preview === undefined ? {} : { preview: preview && moved(preview, back) }),
        ...(cursor === undefined ? {} : { cursor: cursor && anchored(cursor, back) }),
      }),
    add: (drawing) => board.add(moved(drawing, back)),
    change: (next, series) => board.change(moved(next, back), series),
  };
}
