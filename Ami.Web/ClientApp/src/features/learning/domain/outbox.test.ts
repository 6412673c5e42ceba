import { describe, expect, it } from 'vitest';
import { given, nextOf, overtaken, taken, trying, type Outbox } from './outbox';

type Answer = { text: string };
const a = { text: 'a' };
const b = { text: 'b' };
const c = { text: 'c' };
const empty: Outbox<Answer> = {};
const none = { answer: null, version: 0 };

describe('answers that wait to be sent', () => {
  it('wait with the version that they replace, and are gone when the server has them', () => {
    const box = trying(given(empty, 3, a, none), 3);
    expect(box[3]).toEqual({ answer: a, version: 0, tried: [a] });
    expect(nextOf(box)).toBe(3);
    expect(nextOf(taken(box, 3, a, { answer: a, version: 1 }))).toBeNull();
  });

  it('need not be sent where the server has the same', () => {
    expect(given(empty, 1, a, { answer: { ...a }, version: 4 })).toEqual({});
  });

  it('are sent anew under the new version where another was given while one was on its way', () => {
    const box = given(trying(given(empty, 1, a, none), 1), 1, b, none);
    expect(taken(box, 1, a, { answer: a, version: 1 })[1]).toEqual({ answer: b, version: 1, tried: [] });
  });

  it('replace their own forerunner whose arrival was not known', () => {
    const lost = trying(given(empty, 1, a, none), 1);
    const box = trying(given(lost, 1, b, none), 1);
    const after = overtaken(box, 1, { answer: a, version: 1 });
    expect(after.box[1]).toEqual({ answer: b, version: 1, tried: [] });
    expect(after.isTheirs).toBe(false);
  });

  it('are still sent when one went back to what the server had while another was on its way', () => {
    const lost = trying(given(empty, 1, a, none), 1);
    expect(given(lost, 1, null, none)[1]).toEqual({ answer: null, version: 0, tried: [a] });
  });

  it('give way to an answer from another device, and touch no other question', () => {
    const box = given(trying(given(empty, 1, a, none), 1), 2, b, none);
    const after = overtaken(box, 1, { answer: c, version: 5 });
    expect(after.isTheirs).toBe(true);
    expect(after.box[1]).toBeUndefined();
    expect(after.box[2]?.answer).toEqual(b);
  });

  it('are done where the server says that it has just this one', () => {
    const box = trying(given(empty, 1, a, none), 1);
    expect(overtaken(box, 1, { answer: a, version: 1 })).toEqual({ box: {}, isTheirs: false });
  });
});
