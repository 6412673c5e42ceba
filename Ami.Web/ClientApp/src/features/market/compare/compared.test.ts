import { expect, it } from 'vitest';
import { mostCompared, othersOn, withOther } from './compared';

it('never has more than a layout keeps, none twice, and not the chart’s own', () => {
  let kept: readonly string[] = [];
  for (const other of ['B', 'C', 'B', 'A', 'D', 'E', 'F', 'G']) kept = withOther(kept, 'A', other);
  expect(kept).toEqual(['B', 'C', 'D', 'E', 'F']);
  expect(withOther(kept, 'A', 'G')).toBe(kept);
  expect(withOther(['B'], 'A', 'B')).toEqual(['B']);
});

it('leaves out the symbol that the chart goes to, and finds it again on the way back', () => {
  const kept = ['B', 'C', 'D', 'E', 'F'];
  expect(othersOn('C', kept)).toEqual(['B', 'D', 'E', 'F']);
  expect(othersOn('A', kept)).toEqual(kept);
  expect(withOther(['B', 'C'], 'C', 'D')).toEqual(['B', 'C', 'D']);
  const fuller = withOther(kept, 'C', 'G');
  expect(fuller).toEqual(['B', 'D', 'E', 'F', 'G']);
  expect(fuller).toHaveLength(mostCompared);
});
