import { expect, it } from 'vitest';
import { findCommands, type Command } from './findCommands';

const command = (title: string, detail?: string, words?: string): Command => ({
  id: title,
  group: 'pages',
  icon: 'home',
  title,
  detail,
  words,
  run: () => undefined,
});

it('finds every typed word in title or detail, accents and case aside, best first', () => {
  const commands = [command('Abrir índices'), command('Índices'), command('BTC-SIM', 'Bitcoin')];
  const titles = (query: string) => findCommands(commands, query).map(({ title }) => title);
  expect(titles('')).toHaveLength(3);
  expect(titles('indices')).toEqual(['Índices', 'Abrir índices']);
  expect(titles('bitcoin btc')).toEqual(['BTC-SIM']);
  expect(titles('xyz')).toEqual([]);
});

it('finds a command by the beginning of its other words, after those whose title says it', () => {
  const commands = [command('Download a statement', undefined, 'report entradas'), command('Report a fault')];
  const titles = (query: string) => findCommands(commands, query).map(({ title }) => title);
  expect(titles('repo')).toEqual(['Report a fault', 'Download a statement']);
  expect(titles('ada')).toEqual([]);
});
