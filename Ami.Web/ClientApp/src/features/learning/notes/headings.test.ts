import { expect, it } from 'vitest';
import { headingsOf } from './headings';

it('numbers headings as the server does', () => {
  const markdown = 'Antes\n\n## La *idea* del [tamaño](/x)\n\n```\n# no\n```\n\n- # tampoco\n\n### Fin ##\n';
  expect(headingsOf(markdown)).toEqual(['La idea del tamaño', 'Fin']);
});
