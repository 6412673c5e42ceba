import { describe, expect, it } from 'vitest';
import { noHistory, redo, remember, undo, without, type Change, type History } from './history';
import type { Drawing } from './kinds';
import { at, chance, oneOfEach } from './testing/sample';

type Board = ReadonlyMap<string, Drawing>;

const applied = (board: Board, changes: readonly Change[]): Board => {
  const next = new Map(board);
  for (const { id, before, after } of changes) {
    expect(next.get(id) ?? null).toEqual(before);
    if (after) next.set(id, after);
    else next.delete(id);
  }
  return next;
};

const line = (id: string, price: number): Drawing => ({
  ...oneOfEach.trendLine,
  id,
  points: [at(0, price), at(1, price)],
});

describe('undo and redo', () => {
  it('go back and forth through every state there was, whatever was done', () => {
    const next = chance(44);
    for (let run = 0; run < 50; run++) {
      let history: History = noHistory;
      let board: Board = new Map();
      const states: Board[] = [board];
      for (let n = 0; n < 60; n++) {
        const id = String(Math.floor(next() * 5));
        const before = board.get(id) ?? null;
        const after = before && next() < 0.3 ? null : line(id, 1 + n);
        const changes = [{ id, before, after }];
        history = remember(history, changes, n * 10_000);
        board = applied(board, changes);
        states.push(board);
      }
      for (let n = states.length - 2; n >= 0; n--) {
        const back = undo(history);
        expect(back).not.toBeNull();
        if (!back) return;
        [history, board] = [back.history, applied(board, back.changes)];
        expect(board).toEqual(states[n]);
      }
      expect(undo(history)).toBeNull();
      for (const state of states.slice(1)) {
        const forth = redo(history);
        if (!forth) throw new Error('Nothing to redo.');
        [history, board] = [forth.history, applied(board, forth.changes)];
        expect(board).toEqual(state);
      }
      expect(redo(history)).toBeNull();
    }
  });

  it('a new step ends what could be redone', () => {
    const first = remember(noHistory, [{ id: 'a', before: null, after: line('a', 1) }], 0);
    const back = undo(first);
    const other = remember(back?.history ?? noHistory, [{ id: 'b', before: null, after: line('b', 1) }], 0);
    expect(redo(other)).toBeNull();
    expect(other.done).toHaveLength(1);
  });

  it('moves by keys that follow each other are one step, later ones another', () => {
    const move = (history: History, price: number, now: number) =>
      remember(history, [{ id: 'a', before: line('a', price), after: line('a', price + 1) }], now, 'nudge a');
    let history = noHistory;
    for (let n = 0; n < 5; n++) history = move(history, n, n * 300);
    expect(history.done).toHaveLength(1);
    expect(undo(history)?.changes).toEqual([{ id: 'a', before: line('a', 5), after: line('a', 0) }]);
    expect(move(history, 5, 10_000).done).toHaveLength(2);
  });

  it('nothing is remembered of what changes nothing, nor more than a hundred steps', () => {
    expect(remember(noHistory, [{ id: 'a', before: line('a', 1), after: line('a', 1) }], 0)).toBe(noHistory);
    let history = noHistory;
    for (let n = 0; n < 150; n++)
      history = remember(history, [{ id: 'a', before: line('a', n), after: line('a', n + 1) }], n * 9999);
    expect(history.done).toHaveLength(100);
  });

  it('what changed elsewhere is no longer ours to undo', () => {
    let history = remember(noHistory, [{ id: 'a', before: null, after: line('a', 1) }], 0);
    history = remember(history, [{ id: 'b', before: null, after: line('b', 1) }], 0);
    expect(without(history, 'b').done).toHaveLength(1);
  });
});
