import { expect, it } from 'vitest';
import { zoneOffsets } from '@/components/charts/zonedTime';
import { dayBreaks, sessionBreaks, spanOf } from './breaks';

const at = (text: string) => Date.parse(text) / 1000;
const bars = (...times: string[]) => times.map((time) => ({ t: at(time) }));

it('finds the bars with which sessions begin, over a weekend and a turn of the clocks', () => {
  const hours = bars(
    '2026-03-05T20:30Z',
    '2026-03-06T14:30Z',
    '2026-03-06T15:30Z',
    '2026-03-09T13:30Z',
    '2026-03-09T14:30Z',
  );
  const opens = ['2026-03-05T14:30Z', '2026-03-06T14:30Z', '2026-03-09T13:30Z', '2026-03-10T13:30Z'].map(at);
  expect(sessionBreaks(hours, opens, 3600)).toEqual([1, 3]);
});

it('takes a bar within which a session opens, and of two sessions without bars between them the place once', () => {
  const fours = bars('2026-11-25T20:00Z', '2026-11-27T12:00Z', '2026-11-27T16:00Z');
  // A holiday that the calendar does not know stands between them.
  const opens = ['2026-11-25T14:30Z', '2026-11-26T14:30Z', '2026-11-27T14:30Z'].map(at);
  expect(sessionBreaks(fours, opens, 14_400)).toEqual([1]);
  expect(sessionBreaks([], opens, 3600)).toEqual([]);
});

it('finds days by the clock of the person', () => {
  const hours = bars('2026-11-27T21:00Z', '2026-11-27T22:00Z', '2026-11-27T23:00Z', '2026-11-28T00:00Z');
  expect(dayBreaks(hours, zoneOffsets('UTC'))).toEqual([3]);
  expect(dayBreaks(hours, zoneOffsets('Europe/Madrid'))).toEqual([2]);
});

it('asks for whole months around the bars', () => {
  const { from, to } = spanOf(bars('2026-11-27T21:00Z', '2026-11-28T00:00Z')) ?? { from: 0, to: 0 };
  expect(from).toBeLessThanOrEqual(at('2026-11-27T21:00Z'));
  expect(to).toBeGreaterThan(at('2026-11-28T00:00Z'));
  expect(spanOf(bars('2026-11-27T22:00Z', '2026-11-28T01:00Z'))).toEqual({ from, to });
  expect(spanOf([])).toBeNull();
});
