import type { Alert } from './api';

/** What an alert is up to, in one word. */
export function stateOf({ enabled, ended, isArmed, symbol }: Alert) {
  if (!enabled) return ended ?? 'off';
  if (symbol === null) return 'watching';
  return isArmed == null ? 'starting' : isArmed ? 'armed' : 'waiting';
}
