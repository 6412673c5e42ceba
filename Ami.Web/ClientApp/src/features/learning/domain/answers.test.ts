import { expect, it } from 'vitest';
import { choose, match, plain, untouched } from './answers';
import { same } from './outbox';

it('compares answers whatever members the server adds', () => {
  const server = { unit: 1, number: 2.5, chosen: null, text: null };
  expect(same(plain(server), plain({ number: 2.5, unit: 1 }))).toBe(true);
  expect(same(plain({ number: 2.5, unit: 0 }), plain(server))).toBe(false);
  expect(plain(null)).toBeNull();
});

it('chooses one, or adds and takes away', () => {
  expect(choose('single', { chosen: [0] }, 2)).toEqual({ chosen: [2] });
  expect(choose('multiple', { chosen: [2] }, 0)).toEqual({ chosen: [0, 2] });
  expect(choose('multiple', { chosen: [0] }, 0)).toBeNull();
});

it('gives a right side to one left side only', () => {
  expect(match(3, null, 1, 2)).toEqual({ matches: [null, 2, null] });
  expect(match(3, { matches: [2, null, 0] }, 1, 2)).toEqual({ matches: [null, 2, 0] });
  expect(match(2, { matches: [1, null] }, 0, null)).toBeNull();
});

it('takes what is shown for the order of things that nobody moved', () => {
  const item = { es: 'a', en: 'a' };
  expect(untouched({ kind: 'ordering', items: [item, item] })).toEqual({ order: [0, 1] });
  expect(untouched({ kind: 'single', items: null })).toBeNull();
});
