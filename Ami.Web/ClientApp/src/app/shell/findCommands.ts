import type { IconName } from '@/components/Icon';

export type CommandGroup = 'pages' | 'symbols' | 'actions';

export type Command = {
  id: string;
  group: CommandGroup;
  icon: IconName;
  title: string;
  detail?: string;
  run: () => void;
};

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Commands whose title or detail holds every typed word, accents and case aside; those that start with it first. */
export function findCommands(commands: readonly Command[], query: string): Command[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...commands];
  const rank = (command: Command) => (plain(command.title).startsWith(words[0] ?? '') ? 0 : 1);
  return commands
    .filter((command) => {
      const text = plain(`${command.title} ${command.detail ?? ''}`);
      return words.every((word) => text.includes(word));
    })
    .sort((a, b) => rank(a) - rank(b));
}
