import { on, type Command, type Reason } from './command';
import type { LayoutPart } from './desk';

const several = ({ count }: LayoutPart): Reason | null => (count > 1 ? null : 'oneChart');

const layout = (id: string, run: (part: LayoutPart) => void, more: Parameters<typeof on<'layout'>>[4] = {}) =>
  on('layout', 'layout', `layout.${id}`, run, more);

export const layoutCommands: readonly Command[] = [
  ...[1, 2, 3, 4].map((count) =>
    layout(`charts${count}`, (part) => part.setCount(count), { of: { what: 'charts', name: String(count) } }),
  ),
  layout('next', (part) => part.next(), { keys: ['.'], blocked: several }),
  layout('linkSymbol', (part) => part.link('symbol')),
  layout('linkInterval', (part) => part.link('interval')),
  layout('linkCrosshair', (part) => part.link('crosshair')),
  layout('copy', (part) => part.ask('copy')),
  layout('rename', (part) => part.ask('rename')),
  layout('nextLayout', (part) => part.nextLayout(), {
    blocked: ({ canDelete }) => (canDelete ? null : 'onlyLayout'),
  }),
  layout('remove', (part) => part.remove(), {
    blocked: ({ canDelete }) => (canDelete ? null : 'onlyLayout'),
  }),
  layout('bringBack', (part) => part.bringBack(), {
    blocked: ({ canBringBack }) => (canBringBack ? null : 'noLayoutDeleted'),
  }),
  layout('undo', (part) => part.undo(), {
    keys: ['Alt+Z'],
    blocked: ({ canUndo }) => (canUndo ? null : 'nothingDone'),
  }),
  layout('redo', (part) => part.redo(), {
    keys: ['Alt+Shift+Z'],
    blocked: ({ canRedo }) => (canRedo ? null : 'nothingUndone'),
  }),
];
