import type { DrawingKind } from '../drawings/kinds';
import { on, type Command, type Reason } from './command';
import type { DrawingsPart } from './desk';

/** With Alt, in the order of the tool bar. */
const letters: Record<DrawingKind, string> = {
  trendLine: 'T',
  ray: 'Y',
  horizontalLine: 'H',
  verticalLine: 'V',
  channel: 'C',
  rectangle: 'R',
  fibRetracement: 'F',
  fibExtension: 'E',
  measure: 'M',
  longPosition: 'L',
  shortPosition: 'S',
  text: 'X',
  brush: 'B',
};

const arrows = { left: [-1, 0], right: [1, 0], up: [0, 1], down: [0, -1] } as const;
const keyOf = (way: string) => `Arrow${way.charAt(0).toUpperCase()}${way.slice(1)}`;
const ways = Object.entries(arrows).map(([way, [bars, steps]]) => ({
  way,
  keys: [keyOf(way), `Shift+${keyOf(way)}`],
  step: (far: boolean) => [bars * (far ? 10 : 1), steps * (far ? 10 : 1)] as const,
}));

const some = ({ board }: DrawingsPart): Reason | null =>
  board.state.drawings.length > 0 ? null : 'nothingDrawn';
const tool = ({ board }: DrawingsPart): Reason | null => (board.state.tool ? null : 'noTool');
const selected = ({ board }: DrawingsPart): Reason | null => (board.selected() ? null : 'nothingSelected');
const free = (part: DrawingsPart): Reason | null =>
  selected(part) ?? (part.board.selected()?.isLocked ? 'locked' : null);
const seen = ({ board }: DrawingsPart) => board.state.drawings.filter(({ isHidden }) => !isHidden);
const someSeen = (part: DrawingsPart): Reason | null =>
  part.board.state.away || seen(part).length === 0 ? 'nothingShown' : null;

/** The next one that can be seen; behind the last one none, and the key goes on. */
function select(part: DrawingsPart, back: boolean): boolean {
  const shown = seen(part);
  const now = shown.findIndex(({ id }) => id === part.board.state.selected);
  const next = now < 0 ? (back ? shown.length - 1 : 0) : now + (back ? -1 : 1);
  part.board.select(shown[next]?.id ?? null);
  return shown[next] !== undefined;
}

/** Ends one thing after the other: a stroke, what is half drawn, the tool, the selection. */
function leave({ board, gestures }: DrawingsPart) {
  const { draft, tool: chosen } = board.state;
  if (gestures.isPressed()) gestures.cancel();
  else if (draft) board.show({ draft: null });
  else if (chosen) board.choose(null);
  else board.select(null);
}

const underway = ({ board, gestures }: DrawingsPart): Reason | null => {
  const { draft, tool: chosen, selected: one } = board.state;
  return gestures.isPressed() || draft || chosen || one ? null : 'nothingToEnd';
};

const drawing = (
  id: string,
  run: (part: DrawingsPart, far: boolean) => boolean | void,
  more: Parameters<typeof on<'drawings'>>[4] = {},
) => on('drawings', 'drawings', id, run, more);

function change(part: DrawingsPart, next: { isLocked?: boolean; isHidden?: boolean }) {
  const one = part.board.selected();
  if (one) part.board.change({ ...one, ...next });
}

export const toolCommands: readonly Command[] = (Object.keys(letters) as DrawingKind[]).map((kind) =>
  on(
    'drawings',
    'draw',
    `draw.${kind}`,
    (part) => part.choose(part.board.state.tool === kind ? null : kind),
    { keys: [`Alt+${letters[kind]}`], of: { what: 'draw', name: kind } },
  ),
);

export const drawingCommands: readonly Command[] = [
  ...ways.map(({ way, keys, step }) =>
    drawing(`drawings.${way}`, ({ gestures }, far) => gestures.steer(...step(far)), {
      keys,
      mode: 'drawing',
      blocked: tool,
    }),
  ),
  drawing('drawings.set', ({ gestures }) => gestures.enter(), {
    keys: ['Enter'],
    mode: 'drawing',
    blocked: tool,
  }),
  drawing('drawings.next', (part) => select(part, false), { keys: ['Tab'], blocked: someSeen }),
  drawing('drawings.previous', (part) => select(part, true), { keys: ['Shift+Tab'], blocked: someSeen }),
  ...ways.map(({ way, keys, step }) =>
    drawing(`selected.${way}`, ({ gestures }, far) => gestures.nudge(...step(far)), {
      keys,
      mode: 'selected',
      blocked: free,
    }),
  ),
  drawing('selected.style', (part) => part.style(), { keys: ['Enter'], mode: 'selected', blocked: selected }),
  drawing('selected.edit', (part) => part.list(part.board.state.selected), {
    keys: ['E'],
    mode: 'selected',
    blocked: free,
  }),
  drawing('selected.lock', (part) => change(part, { isLocked: !part.board.selected()?.isLocked }), {
    keys: ['L'],
    mode: 'selected',
    blocked: selected,
  }),
  drawing('selected.hide', (part) => change(part, { isHidden: !part.board.selected()?.isHidden }), {
    keys: ['H'],
    mode: 'selected',
    blocked: selected,
  }),
  drawing(
    'selected.delete',
    ({ board }) => {
      if (board.state.selected) board.remove([board.state.selected]);
    },
    { keys: ['Delete', 'Backspace'], mode: 'selected', blocked: free },
  ),
  drawing('drawings.leave', leave, { keys: ['Escape'], blocked: underway }),
  drawing('drawings.undo', ({ board }) => board.undo(), {
    keys: ['Mod+Z'],
    blocked: ({ board }) => (board.state.canUndo || board.state.draft ? null : 'nothingDone'),
  }),
  drawing('drawings.redo', ({ board }) => board.redo(), {
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    blocked: ({ board }) => (board.state.canRedo ? null : 'nothingUndone'),
  }),
  drawing('drawings.magnet', ({ board }) => board.setMagnet(!board.state.magnet)),
  drawing('drawings.hideAll', ({ board }) => board.show({ away: !board.state.away }), {
    keys: ['Alt+Shift+H'],
    blocked: some,
  }),
  drawing('drawings.lockAll', ({ board }) => board.lockAll(), { keys: ['Alt+Shift+L'], blocked: some }),
  drawing('drawings.list', (part) => part.list(null), { keys: ['N'] }),
];
