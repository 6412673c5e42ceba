import { useSyncExternalStore } from 'react';
import type { Board, BoardState } from './board';

export function useBoard(board: Board): BoardState {
  return useSyncExternalStore(board.subscribe, () => board.state);
}
