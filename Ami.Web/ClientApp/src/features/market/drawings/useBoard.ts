import { useMemo, useSyncExternalStore } from 'react';
import type { Board, BoardState } from './board';

/** The state as it was when one of these last changed. */
function lastOf(board: Board, keys: readonly (keyof BoardState)[]) {
  let last = board.state;
  return () => {
    const now = board.state;
    if (keys.some((key) => now[key] !== last[key])) last = now;
    return last;
  };
}

/**
 * Some of the board's state, drawn anew when one of these changes: while something is dragged the others do, in every frame.
 *
 * @param keys The same array each time.
 */
export function useBoard<Key extends keyof BoardState>(
  board: Board,
  keys: readonly Key[],
): Pick<BoardState, Key> {
  return useSyncExternalStore(
    board.subscribe,
    useMemo(() => lastOf(board, keys), [board, keys]),
  );
}
