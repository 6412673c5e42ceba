import { i18next, languages, type Language } from '@/lib/i18n';
import '../drawings/texts';
import '../texts';
import type { Command, Reason } from './command';
import './texts';

const read = (language: Language, ns: string, key: string, values: Record<string, string> = {}) =>
  String(i18next.getFixedT(language, ns as 'commands')(key as never, values as never));

function nameOf(of: NonNullable<Command['of']>, language: Language): string {
  switch (of.what) {
    case 'interval':
    case 'charts':
      return of.name;
    case 'type':
      return read(language, 'market', `chart.types.${of.name}`);
    case 'scale':
      return read(language, 'market', `chart.scales.${of.name}`);
    case 'adjust':
      return read(language, 'commands', `adjust.${of.name}`);
    case 'draw':
      return read(language, 'drawings', `kind.${of.name}`);
    case 'indicator':
      return language === 'es' ? of.name.spanish : of.name.english;
  }
}

/** What a command does, in words. */
export const titleOf = ({ id, of }: Command, language: Language): string =>
  of
    ? read(language, 'commands', `of.${of.what}`, { name: nameOf(of, language) })
    : read(language, 'commands', `title.${id}`);

/** What a command is found by: its words in each language, and the short name of an indicator. */
export const searchedBy = (command: Command): string =>
  [
    ...languages.map((each) => titleOf(command, each)),
    ...(command.of?.what === 'indicator' ? [command.id.slice(command.id.indexOf('.') + 1)] : []),
  ].join(' ');

/** Why a command cannot be run now. */
export const reasonText = (reason: Reason, language: Language): string =>
  read(language, 'commands', `reason.${reason}`);
