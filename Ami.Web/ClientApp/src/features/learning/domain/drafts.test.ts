import { expect, it } from 'vitest';
import { readDrafts, writeDrafts } from './drafts';

const draft = { text: 'hola', heading: 2, version: 3 };

it('reads what was kept, and nothing where there is nothing', () => {
  expect(readDrafts(writeDrafts({ a: draft, b: { ...draft, heading: null } }))).toEqual({
    a: draft,
    b: { ...draft, heading: null },
  });
  expect(writeDrafts({})).toBeNull();
  expect(readDrafts(null)).toEqual({});
});

it.each(['', 'nonsense', '3', 'null', '{"a":{"text":1,"heading":null,"version":0}}', '{"a":{"text":"x"}}'])(
  'leaves what cannot be read: %s',
  (text) => expect(readDrafts(text)).toEqual({}),
);
