import { describe, expect, it } from 'vitest';
import { createChoices, mostChosen, readChoice, type Choice } from './choices';
import { nextColors } from './colors';
import { formatValue } from './formatValue';
import { findIndicators } from './catalogue';
import { createFormats } from '@/lib/formats/formats';
import { sinceOf } from './since';
import { beta, obv, rsi, sma } from './testing';
import { parametersOf, wantedOf, wishOf } from './wishes';

const add = (choices: ReturnType<typeof createChoices>, id: string) =>
  choices.add({ id, parameters: {}, colors: ['blue'] });

describe('what a person has on the chart', () => {
  it('is told to whoever keeps it, and begins as it was kept', () => {
    const kept: Choice[] = [];
    const choices = createChoices(undefined, (choice) => kept.push(choice));
    add(choices, 'rsi');
    choices.change(choices.get().indicators[0]?.key ?? '', { parameters: { period: 5 }, hidden: true });
    choices.compareWith('BTC-SIM');
    expect(kept.at(-1)).toMatchObject({
      benchmark: 'BTC-SIM',
      indicators: [{ id: 'rsi', parameters: { period: 5 }, hidden: true }],
    });
    expect(createChoices(kept.at(-1)).get()).toEqual(choices.get());
    expect(createChoices().get().indicators).toEqual([]);
  });

  it('is put in order and removed, and tells who listens', () => {
    const choices = createChoices();
    let told = 0;
    const stop = choices.subscribe(() => told++);
    ['rsi', 'sma', 'obv'].forEach((id) => add(choices, id));
    const ids = () => choices.get().indicators.map(({ id }) => id);
    const key = (at: number) => choices.get().indicators[at]?.key ?? '';
    choices.move(key(2), -1);
    expect(ids()).toEqual(['rsi', 'obv', 'sma']);
    choices.move(key(0), -1);
    choices.move(key(2), 1);
    expect(ids()).toEqual(['rsi', 'obv', 'sma']);
    choices.remove(key(0));
    expect(ids()).toEqual(['obv', 'sma']);
    expect(told).toBe(5);
    stop();
    choices.remove(key(0));
    expect(told).toBe(5);
  });

  it('holds no more than the server computes at once', () => {
    const choices = createChoices();
    for (let n = 0; n < mostChosen + 3; n++) add(choices, 'rsi');
    expect(choices.get().indicators).toHaveLength(mostChosen);
    expect(new Set(choices.get().indicators.map(({ key }) => key)).size).toBe(mostChosen);
  });

  it.each(['', 'null', '[]', '{', '{"indicators":[1,null,{"key":1,"id":"rsi"}]}'])(
    'survives %s in the storage',
    (text) => {
      expect(readChoice('ada', { get: () => text }).indicators).toEqual([]);
    },
  );

  it('takes from the storage only what makes sense', () => {
    const kept = {
      indicators: [{ key: 'a', id: 'rsi', parameters: { period: '5', x: 3 }, colors: ['blue', 'no'] }],
      benchmark: 7,
    };
    expect(readChoice('ada', { get: () => JSON.stringify(kept) })).toEqual({
      indicators: [{ key: 'a', id: 'rsi', parameters: { x: 3 }, colors: ['blue'], hidden: false }],
      benchmark: null,
    });
  });
});

describe('how the server is asked', () => {
  it('names what differs from the defaults, without exponents', () => {
    expect(wishOf(rsi, {})).toBe('rsi');
    expect(wishOf(rsi, { period: 20 })).toBe('rsi');
    expect(wishOf(rsi, { period: 5 })).toBe('rsi(period=5)');
    const [period] = sma.parameters;
    if (!period) throw new Error('It has one.');
    const fine = {
      ...sma,
      parameters: [{ ...period, id: 'size', default: 0, minimum: 0, maximum: 1e9, isInteger: false }],
    };
    expect(wishOf(fine, { size: 0.0000001 })).toBe('sma(size=0.0000001)');
    expect(wishOf(fine, { size: 123456789 })).toBe('sma(size=123456789)');
  });

  it('leaves out what is out of range or no whole number, and what the catalogue does not know', () => {
    expect(parametersOf(rsi, { period: 0 })[0]?.value).toBe(20);
    expect(parametersOf(rsi, { period: 1.5 })[0]?.value).toBe(20);
    const chosen = { key: 'a', parameters: {}, colors: [], hidden: false };
    const choice = {
      indicators: [
        { ...chosen, id: 'gone' },
        { ...chosen, id: 'rsi' },
      ],
      benchmark: null,
    };
    expect(wantedOf(choice, [rsi, sma]).map(({ wish }) => wish)).toEqual(['rsi']);
  });

  it('counts from a grid that people who come later share, and not from farther back than the server does', () => {
    const bars = (first: number, count: number) =>
      Array.from({ length: count }, (_, i) => ({ t: first + i * 60 }));
    expect(sinceOf(bars(64 * 60 * 10 + 60, 600), 60)).toBe(64 * 60 * 11);
    expect(sinceOf(bars(64 * 60 * 10 + 120, 600), 60)).toBe(64 * 60 * 11);
    expect(sinceOf(bars(64 * 60 * 10, 600), 60)).toBe(64 * 60 * 10);
    expect(sinceOf(bars(60, 10), 60)).toBe(60);
    const many = bars(0, 20_000);
    expect(sinceOf(many, 60)).toBeGreaterThanOrEqual((20_000 - 9_901) * 60);
  });
});

it('finds by either language, without accents, in any order of words', () => {
  const all = [sma, rsi, obv, beta];
  expect(findIndicators(all, 'relative').map(({ id }) => id)).toEqual(['rsi']);
  expect(findIndicators(all, 'media movil')).toEqual([sma]);
  expect(findIndicators(all, 'BALANCE volumen')).toEqual([obv]);
  expect(findIndicators(all, '')).toEqual(all);
  expect(findIndicators(all, 'nothing')).toEqual([]);
});

it('goes on with colours and digits', () => {
  expect(nextColors(7, 3)).toEqual(['grey', 'blue', 'orange']);
  const formats = createFormats('en', 'UTC');
  expect([1234567, 1234.567, 0, 0.0012345, -0.5].map((value) => formatValue(formats, value))).toEqual([
    '1.23M',
    '1,234.57',
    '0.00',
    '0.001235',
    '−0.5000',
  ]);
});
