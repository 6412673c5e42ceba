import { useSyncExternalStore } from 'react';
import type { BarSource, BarsState } from './barSource';

/** The source's state for rendering. The canvas listens to the source itself, so a tick costs no render of the page. */
export function useBars(source: BarSource): BarsState {
  return useSyncExternalStore(source.subscribe, () => source.state);
}
