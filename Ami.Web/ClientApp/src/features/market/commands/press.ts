import type { Command, Mode } from './command';
import type { Desk } from './desk';
import { chordOf, isFar, type Key } from './keys';
import { commands } from './registry';

const byKey = new Map<string, Command>(
  commands.flatMap((command) => command.keys.map((key) => [`${command.mode} ${key}`, command] as const)),
);

/** Whose keys come first. */
function modesOf({ drawings }: Desk): Mode[] {
  const { tool, selected } = drawings?.board.state ?? {};
  return [...(tool ? (['drawing'] as const) : selected ? (['selected'] as const) : []), 'always'];
}

/** What keys do while a chart has the focus. */
export function createPress(now: () => Desk) {
  /** After Escape the next Tab leaves the chart, however many drawings there are. */
  let leaving = false;

  return {
    /** @returns Whether the key was one of a command that could be run. */
    press(event: Key): boolean {
      const desk = now();
      const chord = chordOf(event);
      if (event.key === 'Tab' && leaving) return false;
      if (event.key === 'Escape') leaving = true;
      else if (event.key !== 'Tab' && !chord.includes('Mod')) leaving = false;
      const mode = modesOf(desk).find((each) => byKey.has(`${each} ${chord}`));
      const command = byKey.get(`${mode} ${chord}`);
      if (!command) return false;
      // What is drawn or selected keeps its keys when it is not to be moved: the chart does not pan instead.
      if (command.blocked(desk)) return mode !== 'always';
      return command.run(desk, isFar(chord)) !== false;
    },
    /** The focus has come to the chart. */
    arrived() {
      leaving = false;
    },
  };
}

export type Press = ReturnType<typeof createPress>;
