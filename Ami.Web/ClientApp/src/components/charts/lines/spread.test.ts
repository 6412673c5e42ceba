import { expect, it } from 'vitest';
import { spread } from './spread';

const room = [0, 1000] as const;

it.each([
  ['what is far apart stays', [100, 50, 300], [100, 50, 300]],
  ['two in one place share it out', [100, 100], [88, 112]],
  ['in the order in which they want to stand', [101, 100], [112.5, 88.5]],
  ['a third that is pushed takes part', [100, 100, 120], [82.67, 106.67, 130.67]],
  ['groups that do not meet stay apart', [100, 100, 500, 500], [88, 112, 488, 512]],
  ['none leaves the room above', [2, 2], [0, 24]],
  ['nor below', [999, 999], [976, 1000]],
  ['one alone', [40], [40]],
  ['none', [], []],
])('%s', (_, wanted, places) => {
  expect(spread(wanted, 24, room).map((at) => Math.round(at * 100) / 100)).toEqual(places);
});

it('shares out a room that is too small for all', () => {
  expect(spread([10, 10, 10, 10, 10], 24, [0, 60])).toEqual([0, 15, 30, 45, 60]);
  expect(spread([10, 5], 24, [20, 10])).toEqual([20, 20]);
});
