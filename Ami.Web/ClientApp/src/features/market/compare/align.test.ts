import { expect, it } from 'vitest';
import { changeFrom, closesAt, firstFrom, spanOf } from './align';

const bar = (t: number, c = t) => ({ t, o: c, h: c, l: c, c, v: 1 });
const at = (iso: string) => Date.parse(iso) / 1000;

it('takes closes of the same time, and invents none where there is no bar', () => {
  const bars = [60, 120, 180, 300].map((t) => bar(t));
  const others = [bar(0, 1), bar(120, 2), bar(240, 3), bar(300, 4), bar(360, 5)];
  expect([...closesAt(bars, others, '1m')]).toEqual([
    [120, 2],
    [300, 4],
  ]);
  expect(closesAt(bars, [], '1m').size).toBe(0);
  expect(closesAt([], others, '1m').size).toBe(0);
});

it('finds the bar of the same day, week, month or hour where a market opens later than another', () => {
  for (const [interval, whole, session] of [
    ['1h', '2026-03-02T14:00Z', '2026-03-02T14:30Z'],
    ['4h', '2026-03-02T12:00Z', '2026-03-02T14:30Z'],
    ['1d', '2026-03-02T00:00Z', '2026-03-02T14:30Z'],
    ['1w', '2026-03-02T00:00Z', '2026-03-02T14:30Z'],
    ['1M', '2026-03-01T00:00Z', '2026-03-02T14:30Z'],
  ] as const) {
    const [mine, its] = [bar(at(whole), 1), bar(at(session), 2)];
    expect([interval, ...closesAt([mine], [its], interval)]).toEqual([interval, [mine.t, 2]]);
    expect([interval, ...closesAt([its], [mine], interval)]).toEqual([interval, [its.t, 1]]);
  }
  expect(spanOf(at('2026-03-01T23:59Z'), '1w')).toBe(spanOf(at('2026-03-02T00:00Z'), '1w') - 1);
  expect(spanOf(at('2026-12-31T23:59Z'), '1M')).toBe(spanOf(at('2027-01-01T00:00Z'), '1M') - 1);
});

it('counts percent from the first close in sight', () => {
  const closes = new Map([
    [60, 10],
    [180, 20],
  ]);
  expect([firstFrom(closes, 0), firstFrom(closes, 61), firstFrom(closes, 181)]).toEqual([10, 20, null]);
  expect([changeFrom(10, 12), changeFrom(null, 12), changeFrom(0, 12), changeFrom(10, undefined)]).toEqual([
    expect.closeTo(0.2),
    null,
    null,
    null,
  ]);
});
