import type { Term } from '../indicators/catalogue';
import type { Desk, Part, PartName } from './desk';
import type { en } from './texts/en';

/** In the order in which the help tells them. */
export const groups = [
  'view',
  'interval',
  'type',
  'scale',
  'adjust',
  'draw',
  'drawings',
  'layout',
  'panels',
  'alerts',
  'orders',
  'replay',
  'indicators',
] as const;
export type CommandGroup = (typeof groups)[number];

/** Why a command cannot be run now. */
export type Reason = keyof typeof en.reason;

/** While a tool is chosen, or a drawing is selected, some keys are theirs before they are the chart's. */
export type Mode = 'always' | 'drawing' | 'selected';

/** One function of the workspace: the keys of the chart, the help and the palette are made of these and of nothing else. */
export type Command = {
  id: string;
  group: CommandGroup;
  /** What it is about, where its words are those of something else. */
  of?:
    | { what: 'interval' | 'type' | 'scale' | 'adjust' | 'draw' | 'charts'; name: string }
    | { what: 'indicator'; name: Term };
  /** Each does it; the help shows the first. */
  keys: readonly string[];
  mode: Mode;
  /** Null when it can be run. */
  blocked: (desk: Desk) => Reason | null;
  /** @returns False when the key is to go on to where it would go without it. */
  run: (desk: Desk, far: boolean) => boolean | void;
};

const missing: Record<PartName, Reason> = {
  chart: 'noChart',
  drawings: 'noDrawings',
  layout: 'noChart',
  panels: 'narrow',
  side: 'narrow',
  dock: 'noAccount',
  watchlist: 'noAccount',
  alerts: 'noChart',
  alertList: 'noAccount',
  orders: 'noAccount',
  replay: 'noAccount',
  player: 'noReplay',
};

type More<P extends PartName> = {
  keys?: readonly string[];
  mode?: Mode;
  of?: Command['of'];
  blocked?: (part: Part<P>, desk: Desk) => Reason | null;
};

/** A command of one part of the workspace. */
export const on = <P extends PartName>(
  part: P,
  group: CommandGroup,
  id: string,
  run: (part: Part<P>, far: boolean, desk: Desk) => boolean | void,
  { keys = [], mode = 'always', of, blocked }: More<P> = {},
): Command => ({
  id,
  group,
  of,
  keys,
  mode,
  blocked(desk) {
    const found = desk[part] as Part<P> | undefined;
    if (!found) return missing[part];
    return blocked?.(found, desk) ?? null;
  },
  run(desk, far) {
    const found = desk[part] as Part<P> | undefined;
    return found && run(found, far, desk);
  },
});
