import { isSame, type Drawing } from './kinds';

/** What became of one drawing; null where it was not there. */
export type Change = { id: string; before: Drawing | null; after: Drawing | null };

export type Step = {
  changes: readonly Change[];
  /** Changes of one kind that follow each other closely, such as moves by keys, are one step. */
  series: string | null;
  at: number;
};

export type History = { done: readonly Step[]; undone: readonly Step[] };

export const noHistory: History = { done: [], undone: [] };

const mostSteps = 100;
const seriesMs = 1500;

const isChange = ({ before, after }: Change) => !isSame(before, after);

/** Remembers a step; what was undone before cannot be redone any more. */
export function remember(
  history: History,
  changes: readonly Change[],
  at: number,
  series: string | null = null,
): History {
  const real = changes.filter(isChange);
  if (real.length === 0) return history;
  const last = history.done.at(-1);
  if (last && series !== null && last.series === series && at - last.at <= seriesMs) {
    const joined = joinedChanges(last.changes, real);
    const done = [
      ...history.done.slice(0, -1),
      ...(joined.length > 0 ? [{ changes: joined, series, at }] : []),
    ];
    return { done, undone: [] };
  }
  return { done: [...history.done, { changes: real, series, at }].slice(-mostSteps), undone: [] };
}

function joinedChanges(first: readonly Change[], second: readonly Change[]): readonly Change[] {
  const byId = new Map(first.map((change) => [change.id, change]));
  for (const change of second) {
    const known = byId.get(change.id);
    byId.set(change.id, known ? { ...known, after: change.after } : change);
  }
  return [...byId.values()].filter(isChange);
}

const turned = ({ id, before, after }: Change): Change => ({ id, before: after, after: before });

/** What to do to be one step back; null when there is none. */
export function undo(history: History): { history: History; changes: readonly Change[] } | null {
  const step = history.done.at(-1);
  if (!step) return null;
  return {
    history: { done: history.done.slice(0, -1), undone: [...history.undone, step] },
    changes: step.changes.toReversed().map(turned),
  };
}

/** What to do to be one step further again; null when there is none. */
export function redo(history: History): { history: History; changes: readonly Change[] } | null {
  const step = history.undone.at(-1);
  if (!step) return null;
  return {
    history: { done: [...history.done, { ...step, series: null }], undone: history.undone.slice(0, -1) },
    changes: step.changes,
  };
}

/** Steps of a drawing that changed elsewhere are not ours to undo. */
export function without(history: History, id: string): History {
  const keep = (steps: readonly Step[]) =>
    steps.filter(({ changes }) => changes.every((change) => change.id !== id));
  return { done: keep(history.done), undone: keep(history.undone) };
}
