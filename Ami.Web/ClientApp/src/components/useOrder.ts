import { useState, type KeyboardEvent } from 'react';

/** One line in another place; beyond the ends it stays at the end. */
export function moved<T>(items: readonly T[], from: number, to: number): T[] {
  const rest = items.filter((_, at) => at !== from);
  const at = Math.max(0, Math.min(rest.length, to));
  return [...rest.slice(0, at), ...items.slice(from, from + 1), ...rest.slice(at)];
}

/** What makes the lines of a list movable: dragging them, and Alt with the arrows. Buttons that do the same are the list's own. */
export function useOrder<T>(items: readonly T[], onOrder: (items: T[]) => void) {
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  return (index: number) => ({
    draggable: true,
    'data-over': over === index && dragged !== index,
    onDragStart: () => setDragged(index),
    onDragOver(event: { preventDefault: () => void }) {
      event.preventDefault();
      setOver(index);
    },
    onDragEnd() {
      setDragged(null);
      setOver(null);
    },
    onDrop() {
      if (dragged !== null) onOrder(moved(items, dragged, index));
    },
    onKeyDown(event: KeyboardEvent) {
      const by = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined;
      if (by === undefined) return;
      event.preventDefault();
      onOrder(moved(items, index, index + by));
    },
  });
}
