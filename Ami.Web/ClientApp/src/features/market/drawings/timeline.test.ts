import { describe, expect, it } from 'vitest';
import { chance } from './testing/sample';
import { createTimeline, stepOf } from './timeline';

/** Minutes of two days, without what lies between. */
const sessions = [0, 1, 2, 3, 1440, 1441, 1442].map((m) => ({ t: m * 60 }));
const line = createTimeline(sessions, 60);
const ms = (minutes: number) => minutes * 60_000;

describe('the place of an instant', () => {
  it('is that of the bar it falls into', () => {
    expect(line.place(ms(2))).toBe(2);
    expect(line.place(ms(2.9))).toBe(2);
    expect(line.place(ms(1441.5))).toBe(5);
  });

  it('is on the way between bars that are apart', () => {
    expect(line.place(ms(3 + 1437 / 2))).toBeCloseTo(3.5);
  });

  it('goes on before the first and behind the last bar', () => {
    expect(line.place(ms(-5))).toBe(-5);
    expect(line.place(ms(1452))).toBe(16);
  });

  it('lies between bars where it is to be exact', () => {
    expect(line.place(ms(2.25), true)).toBeCloseTo(2.25);
    expect(line.place(ms(-0.5), true)).toBeCloseTo(-0.5);
    expect(line.place(ms(1442.5), true)).toBeCloseTo(6.5);
  });
});

it('the instant of a whole place leads back to it, also outside', () => {
  for (let place = -50; place < 60; place++) expect(line.place(line.instant(place))).toBe(place);
  const next = chance(9);
  for (let n = 0; n < 500; n++) {
    const place = next() * 80 - 40;
    expect(line.place(line.instant(place), true)).toBeCloseTo(place, 3);
  }
});

it('earlier instants never stand further right', () => {
  const next = chance(11);
  const instants = Array.from({ length: 500 }, () => next() * ms(1600) - ms(80)).sort((a, b) => a - b);
  for (const exact of [true, false]) {
    const places = instants.map((t) => line.place(t, exact));
    places.slice(1).forEach((place, index) => expect(place).toBeGreaterThanOrEqual(places[index] ?? place));
  }
});

it('bars that are filled in before do not move an instant among those that were there', () => {
  const earlier = createTimeline(
    [...Array.from({ length: 600 }, (_, n) => ({ t: (n - 600) * 60 })), ...sessions],
    60,
  );
  for (const t of [ms(0), ms(2.5), ms(700), ms(1442), ms(1500)])
    expect(earlier.place(t)).toBeCloseTo(line.place(t) + 600);
  // What lay outside stands where the bars now are.
  expect(earlier.place(ms(-5))).toBe(595);
});

it('an instant of one interval stands on the bar of another that holds it', () => {
  const hours = createTimeline(
    [0, 1, 2, 3].map((h) => ({ t: h * 3600 })),
    3600,
  );
  expect(hours.place(ms(97))).toBe(1);
  const minutes = createTimeline(
    Array.from({ length: 240 }, (_, m) => ({ t: m * 60 })),
    60,
  );
  expect(minutes.place(hours.instant(2))).toBe(120);
});

it('works without bars', () => {
  const empty = createTimeline([], 60);
  expect(empty.instant(empty.place(ms(7)))).toBe(ms(7));
});

it('knows how long a bar is', () => {
  expect([stepOf('15m', []), stepOf('4h', []), stepOf('1d', []), stepOf('1w', [])]).toEqual([
    900, 14400, 86400, 604800,
  ]);
  expect(stepOf('odd', [{ t: 0 }, { t: 90 }])).toBe(90);
});
