import { useSyncExternalStore } from 'react';
import type { Player, PlayerState } from './player';

/** What is chosen of a player's state, for rendering. */
export const usePlayer = <T>(player: Player, choose: (state: PlayerState) => T): T =>
  useSyncExternalStore(player.subscribe, () => choose(player.state));
