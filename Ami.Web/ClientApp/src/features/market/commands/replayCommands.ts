import { on, type Command, type Reason } from './command';
import type { PlayerPart } from './desk';

const moves = ({ isOver }: PlayerPart): Reason | null => (isOver ? 'replayOver' : null);

const player = (id: string, run: (part: PlayerPart) => void, more: Parameters<typeof on<'player'>>[4] = {}) =>
  on('player', 'replay', `replay.${id}`, run, more);

export const replayCommands: readonly Command[] = [
  on('replay', 'replay', 'replay.ask', (replay) => replay.ask(), { keys: ['Y'] }),
  player('step', (part) => part.step(), { keys: ['J'], blocked: moves }),
  player('play', (part) => part.toggle(), { keys: ['K'], blocked: moves }),
  player('slower', (part) => part.slower(), { keys: ['<'] }),
  player('faster', (part) => part.faster(), { keys: ['>'] }),
  player('pauseAtFill', (part) => part.togglePause(), { keys: ['U'] }),
  player('end', (part) => part.end(), {
    keys: ['Q'],
    blocked: ({ isEnded }) => (isEnded ? 'replayEnded' : null),
  }),
  player('leave', (part) => part.leave(), { keys: ['Shift+Escape'] }),
];
