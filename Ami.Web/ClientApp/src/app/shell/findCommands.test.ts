import { expect, it } from 'vitest';
import { findCommands, type Command } from './findCommands';

const command = (title: string, detail?: string): Command => ({
  id: title,
  group: 'pages',
  icon: 'home',
  title,
  detail,
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
