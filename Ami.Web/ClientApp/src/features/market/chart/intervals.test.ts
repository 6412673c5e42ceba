import { expect, it } from 'vitest';
import { availableIntervals, intervals, minutesStep, ofMinutes, readInterval, secondsOf } from './intervals';

it('offers what there are bars for, and everything where nothing is said', () => {
  expect(availableIntervals(['1M', '1d', '3x'])).toEqual(['1d', '1M']);
  expect(availableIntervals([])).toEqual(intervals);
});

it.each([
  ['1M', '1M'],
  ['1m', '1m'],
  ['7m', '7m'],
  ['60m', '1h'],
  ['240m', '4h'],
  ['90m', '90m'],
  ['2h', '2h'],
  ['24h', null],
  ['1439m', '1439m'],
  ['1440m', null],
  ['0m', null],
  ['07m', null],
  ['1.5m', null],
  ['m', null],
  ['2w', null],
])('reads %s as %s', (text, interval) => {
  expect(readInterval(text, intervals)).toBe(interval);
});

it('has no minutes of its own where there are none to make them of', () => {
  expect(readInterval('7m', ['1h', '1d'])).toBeNull();
  expect(readInterval('60m', ['1d', '1w'])).toBeNull();
  expect([minutesStep(['1d', '1w']), minutesStep([])]).toEqual([null, null]);
  expect(ofMinutes(60)).toBe('1h');
});

it('has those that can be made of the shortest bars there are', () => {
  const imported = ['5m', '15m', '1h', '1d'] as const;
  expect(minutesStep(imported)).toBe(5);
  expect(['10m', '30m', '7m', '2m', '120m'].map((text) => readInterval(text, imported))).toEqual([
    '10m',
    '30m',
    null,
    null,
    '2h',
  ]);
  expect(readInterval('2h', ['1h', '4h', '1d'])).toBe('2h');
});

it('says how long a bar is', () => {
  expect((['7m', '4h', '1d', '1w', '1M'] as const).map(secondsOf)).toEqual([
    420, 14_400, 86_400, 604_800, 2_678_400,
  ]);
});
