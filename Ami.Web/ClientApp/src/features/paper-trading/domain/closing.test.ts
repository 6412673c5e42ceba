import { describe, expect, it } from 'vitest';
import { partOf, shareOf } from './closing';

describe('how much of a position is closed', () => {
  it.each([
    [2, 25, 3, '0.5'],
    [-2, 75, 3, '1.5'],
    [0.003, 25, 3, '0'],
    [0.003, 50, 3, '0.001'],
    [1.2345, 100, 3, '1.2345'],
  ])('of %d, %d %% are cut to the step, and all is all', (held, share, digits, expected) => {
    expect(shareOf(held, share, digits).toPlain()).toBe(expected);
  });

  it.each([
    [null, '2', true, null],
    ['2', '2', true, null],
    ['0.5', '0.5', false, null],
    ['2.001', undefined, false, 'moreThanHeld'],
    ['0.0005', undefined, false, 'tooManyDecimals'],
    ['0', undefined, false, 'notPositive'],
    ['x', undefined, false, 'notANumber'],
    ['', undefined, false, 'required'],
  ])('typed as %s', (typed, units, isWhole, problem) => {
    const part = partOf(typed, -2, 3, '.');
    expect([part.units?.toPlain(), part.isWhole, part.problem]).toEqual([units, isWhole, problem]);
  });

  it('closes all of what is off the step of its symbol', () => {
    expect(partOf('1.2345', 1.2345, 3, '.')).toMatchObject({ isWhole: true, problem: null });
    expect(partOf('1.2344', 1.2345, 3, '.').problem).toBe('tooManyDecimals');
  });
});
