import { useLayoutEffect, type RefObject } from 'react';

/** Brings what is current into the middle of a strip that scrolls sideways, whenever `current` changes. */
export function useCurrentInView(strip: RefObject<HTMLElement | null>, current: string) {
  useLayoutEffect(() => {
    const element = strip.current;
    const shown = element?.querySelector('[aria-current="page"], [aria-selected="true"]');
    if (!element || !shown) return;
    const [around, one] = [element.getBoundingClientRect(), shown.getBoundingClientRect()];
    element.scrollBy({ left: one.left + one.width / 2 - around.left - around.width / 2 });
  }, [strip, current]);
}
