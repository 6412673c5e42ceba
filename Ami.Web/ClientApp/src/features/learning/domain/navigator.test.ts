import { expect, it } from 'vitest';
import { marksOf, neighbour, toggled, unanswered, whereToGoOn } from './navigator';

const questions = [
  { position: 1, answer: { text: 'a' } },
  { position: 2, answer: null },
  { position: 3, answer: null },
];

it('marks what is answered, what is shown and what is flagged', () => {
  expect(marksOf(questions, [3])).toEqual([
    { position: 1, isAnswered: true, isFlagged: false },
    { position: 2, isAnswered: false, isFlagged: false },
    { position: 3, isAnswered: false, isFlagged: true },
  ]);
});

it('goes on with the first question without an answer, or begins anew', () => {
  expect(unanswered(questions)).toEqual([2, 3]);
  expect(whereToGoOn(questions)).toBe(2);
  expect(whereToGoOn(questions.slice(0, 1))).toBe(1);
});

it('stays at the ends', () => {
  expect(neighbour(questions, 1, 1)).toBe(2);
  expect(neighbour(questions, 1, -1)).toBe(1);
  expect(neighbour(questions, 3, 1)).toBe(3);
});

it('adds and takes away one number, in order', () => {
  expect(toggled([3], 1)).toEqual([1, 3]);
  expect(toggled([1, 3], 3)).toEqual([1]);
});
