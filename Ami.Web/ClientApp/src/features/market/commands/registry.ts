import type { IndicatorInfo } from '../indicators/catalogue';
import { alertCommands } from './alertCommands';
import { indicatorCommands, intervalCommands, lookCommands, viewCommands } from './chartCommands';
import type { Command } from './command';
import { drawingCommands, toolCommands } from './drawingCommands';
import { ariaOf, labelsOf } from './keys';
import { layoutCommands } from './layoutCommands';
import { orderCommands, panelCommands } from './panelCommands';
import { replayCommands } from './replayCommands';

/** Every function of the workspace, with those that the catalogue of indicators gives. */
export const commandsOf = (catalogue: readonly IndicatorInfo[]): Command[] => [
  ...viewCommands,
  ...intervalCommands,
  ...lookCommands,
  ...toolCommands,
  ...drawingCommands,
  ...layoutCommands,
  ...panelCommands,
  ...alertCommands,
  ...orderCommands,
  ...replayCommands,
  ...indicatorCommands(catalogue),
];

/** Those that have keys, and all but the single indicators. */
export const commands: readonly Command[] = commandsOf([]);

const byId = new Map(commands.map((command) => [command.id, command]));

const firstKey = (id: string) => byId.get(id)?.keys[0] ?? '';

/** The key of a command as it is written beside a button. */
export const keyText = (id: string) => labelsOf(firstKey(id)).join('+');

/** The key of a command as assistive technology is told it. */
export const ariaKeys = (id: string) => ariaOf(firstKey(id));
