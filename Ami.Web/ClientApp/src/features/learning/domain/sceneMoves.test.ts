import { expect, it } from 'vitest';
import type { Scene } from '../api/scenes';
import { sceneOf } from '../scene/sceneServer';
import { canFollow, hasEntered, isEngaged, isToSend, newer, newsOf, readPending, rSoFar } from './sceneMoves';

const fill = { bar: 5, side: 'buy', quantity: 1, price: 100, fee: 0.1, number: 1 } as const;
const trade = {
  side: 'long',
  quantity: 1,
  entry: 100,
  exit: 98,
  entryBar: 5,
  exitBar: 6,
  pnl: -2,
  fees: 0.2,
  r: -1.1,
  exitBy: 'stop',
} as const;

it('says what came with a move', () => {
  const before = sceneOf({ played: 1, fills: [fill] });
  const now = sceneOf({ played: 3, fills: [fill, { ...fill, side: 'sell' }], trades: [trade], isOver: true });
  expect(newsOf(before, now)).toEqual({
    bars: 2,
    fills: [{ ...fill, side: 'sell' }],
    trades: [trade],
    orders: [],
    hasEnded: true,
  });
  expect(newsOf(now, now)).toEqual({ bars: 0, fills: [], trades: [], orders: [], hasEnded: false });
});

it('says what became of orders, unless an execution says it', () => {
  const entry = {
    number: 1,
    side: 'buy',
    type: 'limit',
    role: 'entry',
    entry: null,
    quantity: 1,
    price: 99,
    stop: 97,
    target: null,
    status: 'working',
  } as const;
  const stop = { ...entry, number: 2, role: 'stopLoss', price: 97, stop: null } as const;
  const pending = { ...stop, entry: 1, status: 'pending' } as const;
  const said = (before: Partial<Scene>, now: Partial<Scene>) =>
    newsOf(sceneOf(before), sceneOf(now)).orders.map(({ what, order }) => [what, order.number]);
  expect(said({}, { orders: [entry, pending] })).toEqual([['placed', 1]]);
  expect(said({ orders: [entry] }, { orders: [{ ...entry, stop: 96 }] })).toEqual([['changed', 1]]);
  expect(said({ orders: [entry, pending] }, {})).toEqual([['cancelled', 1]]);
  expect(said({ orders: [stop] }, {})).toEqual([['cancelled', 2]]);
  expect(said({ orders: [entry, pending] }, { orders: [stop], fills: [fill] })).toEqual([]);
  expect(said({ orders: [stop], fills: [fill] }, { fills: [fill, { ...fill, number: 9 }] })).toEqual([]);
  expect(said({ orders: [entry] }, { isOver: true })).toEqual([]);
});

it('sends a kept move again only where it can have been meant', () => {
  const kept = { version: 4, move: { kind: 'close' } } as const;
  expect(isToSend(kept, { version: 4, isOver: false })).toBe(true);
  expect(isToSend(kept, { version: 5, isOver: false })).toBe(true);
  expect(isToSend(kept, { version: 6, isOver: false })).toBe(false);
  expect(isToSend(kept, { version: 3, isOver: false })).toBe(false);
  expect(isToSend(kept, { version: 4, isOver: true })).toBe(false);
});

it('reads what this device kept, and nothing else', () => {
  expect(readPending('{"version":2,"move":{"kind":"finish"}}')).toEqual({
    version: 2,
    move: { kind: 'finish' },
  });
  for (const text of [
    null,
    '',
    '[]',
    'null',
    '{"version":"2","move":{"kind":"finish"}}',
    '{"version":2,"move":{}}',
  ])
    expect(readPending(text)).toBeNull();
});

it('does not go back to what was asked for earlier', () => {
  const [one, two] = [sceneOf({ version: 1 }), sceneOf({ version: 2 })];
  expect(newer(two, one)).toBe(two);
  expect(newer(one, two)).toBe(two);
  expect(newer(undefined, one)).toBe(one);
  const again = sceneOf({ version: 2, isOver: true });
  expect(newer(two, again)).toBe(again);
});

it('knows whether an entry was given, and whether something would be closed', () => {
  const order = {
    number: 1,
    side: 'buy',
    type: 'limit',
    role: 'entry',
    entry: null,
    quantity: 1,
    price: 99,
    stop: null,
    target: null,
    status: 'working',
  } as const;
  expect(hasEntered(sceneOf({}))).toBe(false);
  expect(hasEntered(sceneOf({ orders: [order] }))).toBe(true);
  expect(hasEntered(sceneOf({ fills: [fill] }))).toBe(true);
  expect(isEngaged(sceneOf({ fills: [fill], trades: [trade] }))).toBe(false);
  expect(isEngaged(sceneOf({ orders: [order] }))).toBe(true);
});

it('adds up what is known in R', () => {
  expect(rSoFar([])).toBeNull();
  expect(rSoFar([{ r: null }])).toBeNull();
  expect(rSoFar([{ r: 1.5 }, { r: null }, { r: -1 }])).toBeNull();
  expect(rSoFar([{ r: 1.5 }, { r: -1 }])).toBe(0.5);
});

it('keeps an order behind one bar, and not behind many, behind another that is kept, or twice', () => {
  const place = { kind: 'place', side: 'buy', type: 'market', quantity: 1 } as const;
  const [bar, bars] = [{ kind: 'step', bars: 1 } as const, { kind: 'step', bars: 50 } as const];
  expect(canFollow(bar, null, place)).toBe(true);
  expect(canFollow(bar, { kind: 'close' }, { kind: 'cancel', order: 1 })).toBe(false);
  expect(canFollow(bar, { kind: 'amend', order: 1, stop: 1 }, { kind: 'amend', order: 1, stop: 2 })).toBe(
    true,
  );
  expect(canFollow(bars, null, place)).toBe(false);
  expect(canFollow(place, null, place)).toBe(false);
  expect(canFollow(bar, null, bar)).toBe(false);
  expect(canFollow({ kind: 'finish' }, null, place)).toBe(false);
});
