import type { Board } from './board';
import type { Gestures } from './gestures';
import { kindNames, kinds } from './kinds';

type Key = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

const arrows: Record<string, readonly [bars: number, steps: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** What keys do to drawings while the chart has the focus; others are the chart's. */
export function createKeys(board: Board, gestures: Gestures, onEnter: () => void) {
  /** After Escape the next Tab leaves the chart, however many drawings there are. */
  let leaving = false;

  function command(event: Key): boolean {
    const key = event.key.toLowerCase();
    if (key === 'z' && event.shiftKey) board.redo();
    else if (key === 'z') board.undo();
    else if (key === 'y') board.redo();
    else return false;
    return true;
  }

  function chosen(event: Key): boolean {
    const kind = kindNames.find((each) => `Key${kinds[each].key}` === event.code);
    if (!kind) return false;
    board.choose(board.state.tool === kind ? null : kind);
    if (board.state.tool) board.show({ cursor: gestures.cursor() });
    return true;
  }

  function tab(back: boolean): boolean {
    const shown = board.state.drawings.filter(({ isHidden }) => !isHidden);
    if (leaving || board.state.away || shown.length === 0) return false;
    const now = shown.findIndex(({ id }) => id === board.state.selected);
    const next = now < 0 ? (back ? shown.length - 1 : 0) : now + (back ? -1 : 1);
    board.select(shown[next]?.id ?? null);
    return shown[next] !== undefined;
  }

  function escape(): boolean {
    const { draft, tool, selected } = board.state;
    leaving = true;
    if (gestures.isPressed()) gestures.cancel();
    else if (draft) board.show({ draft: null });
    else if (tool) board.choose(null);
    else if (selected) board.select(null);
    else return false;
    return true;
  }

  function plain(event: Key): boolean {
    const { tool, selected } = board.state;
    const arrow = arrows[event.key];
    const far = event.shiftKey ? 10 : 1;
    if (arrow && tool) gestures.steer(arrow[0] * far, arrow[1] * far);
    else if (arrow && selected) gestures.nudge(arrow[0] * far, arrow[1] * far);
    else if (event.key === 'Enter' && tool) gestures.enter();
    else if (event.key === 'Enter' && selected) onEnter();
    else if ((event.key === 'Delete' || event.key === 'Backspace') && selected) {
      if (!board.selected()?.isLocked) board.remove([selected]);
    } else return false;
    return true;
  }

  return {
    /** @returns Whether the key was one of drawings. */
    press(event: Key): boolean {
      if (event.ctrlKey || event.metaKey) return !event.altKey && command(event);
      if (event.altKey) return chosen(event);
      if (event.key === 'Tab') return tab(event.shiftKey);
      if (event.key === 'Escape') return escape();
      leaving = false;
      return plain(event);
    },
    /** The focus has come to the chart. */
    arrived() {
      leaving = false;
    },
  };
}
