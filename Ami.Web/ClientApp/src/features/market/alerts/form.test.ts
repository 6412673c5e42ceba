import { expect, it } from 'vitest';
import { obv, rsi, sma } from '../indicators/testing';
import { allLevels, kindNames } from '../drawings/kinds';
import type { Alert } from './api';
import { pricesBeside } from './drawnPrices';
import { canAlert } from './start';
import { readForm, ruleOf, termOf, type AlertForm } from './form';
import { draftOf, expiryOf, formOf, intervalOf, marginOf, offered } from './draft';
import { keptAlert } from './testing';

const catalogue = [sma, rsi, obv];
const plain = (id: string, output = id) => ({ id, output, parameters: {} });
const start = { symbol: 'BTC-SIM', interval: '1h', digits: 2, price: 64_250.5 };

it.each<[AlertForm, string]>([
  [{ kind: 'price', way: 'above', level: 64_250.5 }, 'close > 64250.5'],
  [{ kind: 'price', way: 'below', level: 0.00001234 }, 'close < 0.00001234'],
  [{ kind: 'price', way: 'crosses', level: 5 }, 'crosses_above(close, 5) or crosses_below(close, 5)'],
  [{ kind: 'indicator', way: 'below', left: plain('rsi'), right: { level: 30 } }, 'rsi(close, 20).rsi < 30'],
  [{ kind: 'indicator', way: 'above', left: plain('sma'), right: { close: true } }, 'sma(close, 20) > close'],
  [
    {
      kind: 'indicator',
      way: 'crosses',
      left: { ...plain('sma'), parameters: { period: 50 } },
      right: { indicator: { ...plain('sma'), parameters: { period: 200 } } },
    },
    'crosses_above(sma(close, 50), sma(close, 200)) or crosses_below(sma(close, 50), sma(close, 200))',
  ],
  [
    { kind: 'price', way: 'reaches', level: 5 },
    'high >= 5 and low <= 5 or crosses_above(close, 5) or crosses_below(close, 5)',
  ],
  [{ kind: 'line', way: 'above', of: 'drawing.price' }, 'close > drawing.price'],
  [
    { kind: 'line', way: 'reaches', of: 'drawing.level_0_618' },
    'high >= drawing.level_0_618 and low <= drawing.level_0_618 or crosses_above(close, drawing.level_0_618) or crosses_below(close, drawing.level_0_618)',
  ],
  [{ kind: 'band', way: 'inside' }, 'close < drawing.upper and close > drawing.lower'],
])('writes %o as a rule, and finds the form again', (form, rule) => {
  expect(ruleOf(form, catalogue)).toBe(rule);
  expect(readForm(JSON.parse(JSON.stringify(form)))).toEqual(form);
});

it('calls an indicator of whole bars without a series', () => {
  expect(termOf(plain('obv'), catalogue)).toBe('obv()');
});

it.each([null, undefined, 'x', {}, { kind: 'price', way: 'sideways' }, { kind: 'other', way: 'above' }])(
  'reads no form from %o',
  (value) => expect(readForm(value)).toBeNull(),
);

it('reads the line itself from a form that names no price of its drawing', () => {
  expect(readForm({ kind: 'line', way: 'above' })).toEqual({
    kind: 'line',
    way: 'above',
    of: 'drawing.price',
  });
});

it('begins at the price, reaches it, and says nothing until a number can be read', () => {
  const draft = draftOf(start, ',');
  expect([draft.what, draft.level]).toEqual(['price', '64250,50']);
  expect(formOf(draft, catalogue, ',')).toEqual({ kind: 'price', way: 'reaches', level: 64_250.5 });
  expect(formOf({ ...draft, level: '' }, catalogue, ',')).toBeNull();
  expect([marginOf({ ...draft, margin: '1,5' }, ','), marginOf({ ...draft, margin: '51' }, ',')]).toEqual([
    1.5,
    null,
  ]);
});

it('looks at the shortest bars for what any trade reaches, at the shown ones for closes, and at those that are chosen', () => {
  const draft = draftOf(start, '.');
  const of = (change: Partial<typeof draft>, shortest?: string) =>
    intervalOf({ ...draft, ...change }, '1h', shortest);
  expect([of({}, '1m'), of({}, '5m'), of({ what: 'line' }, '1m'), of({})]).toEqual(['1m', '5m', '1m', '1h']);
  expect([of({ way: 'above' }, '1m'), of({ what: 'indicator' }, '1m'), of({ what: 'band' }, '1m')]).toEqual([
    '1h',
    '1h',
    '1h',
  ]);
  expect(of({ interval: '4h' }, '1m')).toBe('4h');
});

it('crosses with an indicator, which has one value per bar, where the price would be reached', () => {
  const draft = { ...draftOf(start, '.'), what: 'indicator' as const, other: 'close' as const };
  expect(formOf(draft, catalogue, '.')).toMatchObject({ kind: 'indicator', way: 'crosses' });
});

it.each([
  ['ray', ['drawing.price']],
  ['shortPosition', ['drawing.entry', 'drawing.stop', 'drawing.target']],
  ['fibExtension', allLevels.map((level) => `drawing.level_${String(level).replace('.', '_')}`)],
] as const)('offers the prices of a %s, and keeps the one that is chosen', (kind, prices) => {
  const draft = draftOf({ ...start, drawing: { id: 'd', kind } }, '.');
  expect(pricesBeside(draft.of)).toEqual(prices);
  const of = pricesBeside(draft.of).at(-1) ?? draft.of;
  const form = formOf({ ...draft, of }, catalogue, '.');
  const alert = keptAlert({ form, drawingId: 'd' }) as unknown as Alert;
  expect(draftOf({ ...start, alert }, '.')).toMatchObject({ what: 'line', way: 'reaches', of });
});

it('offers what can be watched, and ends when it is said', () => {
  expect(offered(start)).toEqual(['price', 'indicator', 'text']);
  expect(offered({ ...start, drawing: { id: 'd', kind: 'ray' } })).toEqual(['line', 'text']);
  expect(offered({ ...start, drawing: { id: 'd', kind: 'rectangle' } })).toEqual(['band', 'text']);
  expect(kindNames.filter((kind) => !canAlert(kind))).toEqual(['verticalLine', 'measure', 'text', 'brush']);
  const draft = draftOf(start, '.');
  expect(expiryOf(draft, null, 0)).toBeNull();
  expect(expiryOf({ ...draft, ending: 'week' }, null, 0)).toBe('1970-01-08T00:00:00.000Z');
  expect(expiryOf({ ...draft, ending: 'keep' }, '2030-01-01T00:00:00Z', 0)).toBe('2030-01-01T00:00:00Z');
});
