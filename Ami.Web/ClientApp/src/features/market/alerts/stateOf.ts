import type { Alert } from './api';

/**
 * What an alert is up to, in one word.
 * @param listed How many symbols its list has, where that is known.
 */
export function stateOf({ enabled, ended, isArmed, symbol, watchlistId }: Alert, listed?: number) {
  if (!enabled) return ended ?? 'off';
  if (symbol === null && watchlistId) return listed === 0 ? 'emptyList' : 'watchingList';
  if (symbol === null) return 'watching';
  return isArmed == null ? 'starting' : isArmed ? 'armed' : 'waiting';
}
