import { expect, it } from 'vitest';
import { nothingKept, readKept, writeKept } from './kept';

const kept = {
  waiting: { 2: { answer: { chosen: [1] }, version: 0, tried: [] } },
  drafts: { 3: null },
  flagged: [4],
};

it('reads what it wrote', () => {
  expect(readKept(writeKept(kept))).toEqual(kept);
  expect(writeKept(nothingKept)).toBeNull();
  expect(readKept(null)).toEqual(nothingKept);
});

it.each([
  '',
  '{',
  'null',
  '[]',
  '{"waiting":1,"drafts":{},"flagged":[]}',
  '{"waiting":{"1":{}},"drafts":{},"flagged":[]}',
])('leaves what it cannot read: %s', (text) => expect(readKept(text)).toEqual(nothingKept));
