import { desk } from './desk';
import type { Key } from './keys';
import type { Press } from './press';

/** What keys do on a chart: its code is no part of the first view. What is pressed before it is there is done then. */
export function createLaterPress() {
  let keys: Press | null = null;
  let waiting: Key[] = [];
  const load = async () => {
    const { createPress } = await import('./press');
    const made = createPress(desk.now);
    keys = made;
    waiting.forEach(made.press);
    waiting = [];
  };
  return {
    load: () => void load(),
    /** @returns Whether the key was one of a command that could be run. */
    press(event: Key): boolean {
      if (keys) return keys.press(event);
      waiting = [...waiting, event];
      return false;
    },
    arrived: () => keys?.arrived(),
  };
}
