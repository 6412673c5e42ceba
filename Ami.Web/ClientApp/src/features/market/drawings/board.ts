import type { ApiError } from '@/lib/api/errors';
import { storage } from '@/lib/storage';
import { drawingsOf, type DrawingsRemote } from './api';
import { noHistory, redo, remember, undo, without, type Change, type History } from './history';
import { isSame, plainStyle, type Anchor, type Drawing, type DrawingKind, type DrawingStyle } from './kinds';
import { createSaver, type SavingState } from './saver';

export type BoardState = {
  status: 'loading' | 'ready' | 'failed';
  drawings: readonly Drawing[];
  selected: string | null;
  /** What is being drawn; null while drawings are looked at and moved. */
  tool: DrawingKind | null;
  /** What is drawn so far, its last point where the pointer is. */
  draft: Drawing | null;
  /** Where the selected drawing would be if it were let go now. */
  preview: Drawing | null;
  /** Where the next point would be set by the Enter key. */
  cursor: Anchor | null;
  magnet: boolean;
  /** All of them are out of sight for a while. */
  away: boolean;
  /** A text that was just set and waits for its words. */
  writing: string | null;
  saving: SavingState;
  canUndo: boolean;
  canRedo: boolean;
};

export type Trouble = { why: 'elsewhere' | 'refused'; there: Drawing | null; error: ApiError };

const magnetKey = 'ami.drawings.magnet';
const styleKey = (kind: DrawingKind) => `ami.drawings.style.${kind}`;

type Options = {
  remote: DrawingsRemote;
  now?: () => number;
  pause?: (ms: number) => Promise<unknown>;
};

/** The drawings of a person on the charts of one symbol: what is there, what is selected, and what was done, in all intervals. */
export function createBoard({ remote, now = Date.now, pause }: Options) {
  let history: History = noHistory;
  let wishes = 0;
  let asking = false;
  let askedAt = Number.NEGATIVE_INFINITY;
  let state: BoardState = {
    status: 'loading',
    drawings: [],
    selected: null,
    tool: null,
    draft: null,
    preview: null,
    cursor: null,
    magnet: storage.get(magnetKey) === 'on',
    away: false,
    writing: null,
    saving: 'saved',
    canUndo: false,
    canRedo: false,
  };
  const listeners = new Set<() => void>();
  const troubled = new Set<(trouble: Trouble) => void>();

  function set(next: Partial<BoardState>) {
    state = { ...state, ...next };
    listeners.forEach((listener) => listener());
  }

  const saver = createSaver({
    remote,
    pause,
    onState: (saving) => set({ saving }),
    onOtherwise(id, there, why, error) {
      setHistory(without(history, id));
      put([{ id, before: null, after: there }]);
      troubled.forEach((hear) => hear({ why, there, error }));
    },
  });

  function setHistory(next: History) {
    history = next;
    set({ canUndo: history.done.length > 0, canRedo: history.undone.length > 0 });
  }

  /** Puts drawings where changes say; those that stay keep their place in the order of painting. */
  function put(changes: readonly Change[]) {
    let drawings = state.drawings;
    for (const { id, after } of changes) {
      const known = drawings.some((drawing) => drawing.id === id);
      if (!after) drawings = drawings.filter((drawing) => drawing.id !== id);
      else if (known) drawings = drawings.map((drawing) => (drawing.id === id ? after : drawing));
      else drawings = [...drawings, after];
    }
    const selected = drawings.some(({ id }) => id === state.selected) ? state.selected : null;
    set({ drawings, selected, preview: null });
  }

  function carryOut(changes: readonly Change[]) {
    wishes++;
    put(changes);
    changes.forEach(({ id, after }) => saver.want(id, after));
  }

  function apply(changes: readonly Change[], series: string | null = null) {
    setHistory(remember(history, changes, now(), series));
    carryOut(changes);
  }

  const find = (id: string | null) => state.drawings.find((drawing) => drawing.id === id) ?? null;

  function step(way: typeof undo) {
    if (state.draft) return set({ draft: null });
    const next = way(history);
    if (!next) return;
    setHistory(next.history);
    carryOut(next.changes);
    const shown = next.changes.findLast(({ after }) => after !== null);
    if (shown) set({ selected: shown.id });
  }

  return {
    get state() {
      return state;
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onTrouble(hear: (trouble: Trouble) => void) {
      troubled.add(hear);
      return () => void troubled.delete(hear);
    },
    find,
    selected: () => find(state.selected),
    /** Asks the server, unless it has been asked within so many milliseconds. */
    async load(olderThan = 0) {
      if (asking || now() - askedAt < olderThan) return;
      asking = true;
      try {
        let [seen, list] = [wishes, await remote.list()];
        // What was drawn meanwhile may be newer than the list.
        while (seen !== wishes) [seen, list] = [wishes, await remote.list()];
        const { there, pending } = saver.take(list);
        const listed = new Map(there.map(({ drawing }) => [drawing.id, drawing]));
        const settled = state.drawings.filter(({ id }) => !pending.has(id));
        // What another window made of it is not ours to undo.
        for (const old of settled)
          if (!isSame(old, listed.get(old.id) ?? null)) setHistory(without(history, old.id));
        const underway = state.drawings.filter(({ id }) => pending.has(id));
        set({ status: 'ready', drawings: [...listed.values(), ...underway] });
        if (!find(state.selected)) set({ selected: null });
        askedAt = now();
      } catch {
        if (state.status === 'loading') set({ status: 'failed' });
      } finally {
        asking = false;
      }
    },
    choose(tool: DrawingKind | null) {
      set({ tool, draft: null, preview: null, cursor: null, ...(tool ? { selected: null } : {}) });
    },
    select: (selected: string | null) => set({ selected, writing: null }),
    show: (next: Partial<Pick<BoardState, 'draft' | 'preview' | 'cursor' | 'writing' | 'away'>>) => set(next),
    setMagnet(on: boolean) {
      storage.set(magnetKey, on ? 'on' : 'off');
      set({ magnet: on });
    },
    add(drawing: Drawing) {
      apply([{ id: drawing.id, before: null, after: drawing }]);
      set({ tool: null, draft: null, cursor: null, selected: drawing.id });
    },
    /** @param series Changes of the same series that follow each other closely are undone together. */
    change(next: Drawing, series: string | null = null) {
      const before = find(next.id);
      if (before) apply([{ id: next.id, before, after: next }], series);
    },
    remove(ids: readonly string[]) {
      apply(
        state.drawings
          .filter(({ id }) => ids.includes(id))
          .map((before) => ({ id: before.id, before, after: null })),
      );
    },
    /** Locks all of them, or unlocks them when all are. */
    lockAll() {
      const isLocked = state.drawings.some((drawing) => !drawing.isLocked);
      apply(
        state.drawings
          .filter((drawing) => drawing.isLocked !== isLocked)
          .map((before) => ({ id: before.id, before, after: { ...before, isLocked } })),
      );
    },
    undo: () => step(undo),
    redo: () => step(redo),
    /** The style that the next drawing of a kind gets: that of the last one. */
    styleFor(kind: DrawingKind): DrawingStyle {
      return { ...plainStyle(kind), ...readStyle(storage.get(styleKey(kind))) };
    },
    rememberStyle: (kind: DrawingKind, style: DrawingStyle) =>
      storage.set(styleKey(kind), JSON.stringify(style)),
  };
}

function readStyle(text: string | null): Partial<DrawingStyle> | null {
  try {
    return text === null ? null : (JSON.parse(text) as Partial<DrawingStyle> | null);
  } catch {
    return null;
  }
}

export type Board = ReturnType<typeof createBoard>;

const boards = new Map<string, Board>();
let owner: string | null = null;

/** The board of a symbol, for as long as the same person is signed in: going to another interval and back changes nothing. */
export function boardOf(userId: string, symbol: string): Board {
  if (owner !== userId) boards.clear();
  owner = userId;
  const board = boards.get(symbol) ?? createBoard({ remote: drawingsOf(symbol) });
  boards.set(symbol, board);
  return board;
}
