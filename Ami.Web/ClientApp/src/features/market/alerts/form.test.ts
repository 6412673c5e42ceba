import { expect, it } from 'vitest';
import { obv, rsi, sma } from '../indicators/testing';
import { canAlert } from './start';
import { readForm, ruleOf, termOf, type AlertForm } from './form';
import { draftOf, expiryOf, formOf, marginOf, offered } from './draft';

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
  [{ kind: 'line', way: 'above' }, 'close > drawing.price'],
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

it('begins at the price, crosses it, and says nothing until a number can be read', () => {
  const draft = draftOf(start, ',');
  expect([draft.what, draft.level]).toEqual(['price', '64250,50']);
  expect(formOf(draft, catalogue, ',')).toEqual({ kind: 'price', way: 'crosses', level: 64_250.5 });
  expect(formOf({ ...draft, level: '' }, catalogue, ',')).toBeNull();
  expect([marginOf({ ...draft, margin: '1,5' }, ','), marginOf({ ...draft, margin: '51' }, ',')]).toEqual([
    1.5,
    null,
  ]);
});

it('offers what can be watched, and ends when it is said', () => {
  expect(offered(start)).toEqual(['price', 'indicator', 'text']);
  expect(offered({ ...start, drawing: { id: 'd', kind: 'ray' } })).toEqual(['line', 'text']);
  expect(offered({ ...start, drawing: { id: 'd', kind: 'rectangle' } })).toEqual(['band', 'text']);
  expect([canAlert('channel'), canAlert('brush')]).toEqual([true, false]);
  const draft = draftOf(start, '.');
  expect(expiryOf(draft, null, 0)).toBeNull();
  expect(expiryOf({ ...draft, ending: 'week' }, null, 0)).toBe('1970-01-08T00:00:00.000Z');
  expect(expiryOf({ ...draft, ending: 'keep' }, '2030-01-01T00:00:00Z', 0)).toBe('2030-01-01T00:00:00Z');
});
