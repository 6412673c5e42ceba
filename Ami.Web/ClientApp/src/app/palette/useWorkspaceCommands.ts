import { desk, useDesk } from '@/features/market/commands/desk';
import type { CommandGroup } from '@/features/market/commands/command';
import { labelsOf } from '@/features/market/commands/keys';
import { commandsOf } from '@/features/market/commands/registry';
import { reasonText, searchedBy, titleOf } from '@/features/market/commands/words';
import { useCatalogue } from '@/features/market/indicators/catalogue';
import { useLanguage } from '@/lib/i18n/useLanguage';
import type { IconName } from '@/components/Icon';
import type { Command } from './findCommands';

const icons: Record<CommandGroup, IconName> = {
  view: 'candles',
  interval: 'clock',
  type: 'candles',
  scale: 'sliders',
  adjust: 'sliders',
  draw: 'markets',
  drawings: 'markets',
  layout: 'monitor',
  panels: 'table',
  alerts: 'bell',
  orders: 'trade',
  replay: 'play',
  indicators: 'pulse',
};

/** Every function of the workspace while it is on the page, from its one registry. */
export function useWorkspaceCommands(): Command[] {
  const language = useLanguage();
  const parts = useDesk();
  const isHere = Object.keys(parts).length > 0;
  const catalogue = useCatalogue(isHere).data ?? [];
  if (!isHere) return [];
  return commandsOf(catalogue).map((command): Command => {
    const reason = command.blocked(parts);
    return {
      id: command.id,
      group: 'workspace',
      icon: icons[command.group],
      title: titleOf(command, language),
      detail: command.keys[0] && labelsOf(command.keys[0]).join(' '),
      words: searchedBy(command),
      blocked: reason ? reasonText(reason, language) : undefined,
      // The palette gives the focus back first; what is run may take it elsewhere.
      run: () => setTimeout(() => !command.blocked(desk.now()) && command.run(desk.now(), false)),
    };
  });
}
