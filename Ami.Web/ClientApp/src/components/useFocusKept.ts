import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';

const hasLostFocus = () => document.activeElement === document.body || document.activeElement === null;

/** Gives focus to what cannot be reached by Tab, without scrolling to it. */
function focusOn(element: HTMLElement | null | undefined) {
  if (!element?.isConnected) return;
  if (!element.hasAttribute('tabindex')) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

/**
 * When the row of a table that had focus goes, the one that takes its place gets it, else the table, and what the table stood in when it goes
 * as well. A row and not its button, so that a second Enter does nothing to the next row.
 */
export function useFocusKept(table: RefObject<HTMLElement | null>) {
  const row = useRef<{ element: Element; index: number } | null>(null);

  useEffect(() => {
    const element = table.current;
    if (!element) return;
    const remember = ({ target }: FocusEvent) => {
      const found = target instanceof Element ? target.closest('tbody tr') : null;
      row.current = found && {
        element: found,
        index: [...element.querySelectorAll('tbody tr')].indexOf(found),
      };
    };
    const forget = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget) row.current = null;
    };
    element.addEventListener('focusin', remember);
    element.addEventListener('focusout', forget);
    return () => {
      element.removeEventListener('focusin', remember);
      element.removeEventListener('focusout', forget);
    };
  }, [table]);

  useEffect(() => {
    const gone = row.current;
    if (!gone || gone.element.isConnected || !hasLostFocus()) return;
    row.current = null;
    const rows = table.current?.querySelectorAll<HTMLElement>('tbody tr') ?? [];
    focusOn(rows[Math.min(gone.index, rows.length - 1)] ?? table.current);
  });

  useLayoutEffect(() => {
    const element = table.current;
    const around = element?.parentElement?.closest<HTMLElement>('[role="tabpanel"], section, main');
    return () => {
      if (!element?.contains(document.activeElement)) return;
      queueMicrotask(() => {
        if (hasLostFocus()) focusOn(around);
      });
    };
  }, [table]);
}
