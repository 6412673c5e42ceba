import type { IconName } from '@/components/Icon';

/** In this order, but for the group with the likeliest command, which comes first. */
export const groups = ['pages', 'symbols', 'actions', 'workspace', 'people', 'lessons'] as const;
export type CommandGroup = (typeof groups)[number];

export type Command = {
  id: string;
  group: CommandGroup;
  icon: IconName;
  title: string;
  detail?: string;
  /** What else finds it. */
  words?: string;
  /** Why it cannot be run now. */
  blocked?: string;
  run: () => void;
};

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether the title begins with what was typed (0), holds all of it (1), or only other words do (2). */
function rank({ title }: Command, words: readonly string[]) {
  const text = plain(title);
  if (text.startsWith(words[0] ?? '')) return 0;
  return words.every((word) => text.includes(word)) ? 1 : 2;
}

/** Commands whose title or detail holds every typed word, or whose other words begin with it, accents and case aside; the likeliest first. */
export function findCommands(commands: readonly Command[], query: string): Command[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...commands];
  return commands
    .filter((command) => {
      const shown = plain(`${command.title} ${command.detail ?? ''}`);
      const others = ` ${plain(command.words ?? '')}`;
      return words.every((word) => shown.includes(word) || others.includes(` ${word}`));
    })
    .sort((a, b) => rank(a, words) - rank(b, words));
}
