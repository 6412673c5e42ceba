import { expect, it } from 'vitest';
import { emptyDraft, readSceneOrder, type SceneDraft } from './sceneOrder';
import { sceneOf } from '../scene/sceneServer';
import { sceneLines } from './sceneLines';

const order = {
  number: 1,
  side: 'buy',
  type: 'limit',
  role: 'entry',
  entry: null,
  quantity: 2,
  price: 99,
  stop: 97,
  target: 103,
  status: 'working',
} as const;
const drawn = (lines: ReturnType<typeof sceneLines>) =>
  lines.map(({ id, price, kind, moves }) => [id, price, kind, moves]);

it('draws an order that waits with its exits, and each moves what it is', () => {
  const pending = {
    ...order,
    number: 2,
    role: 'stopLoss',
    price: 97,
    stop: null,
    target: null,
    status: 'pending',
  } as const;
  expect(drawn(sceneLines(sceneOf({ orders: [order, pending] }), null))).toEqual([
    ['1-price', 99, 'entry', { order: 1, part: 'price' }],
    ['1-stop', 97, 'stop', { order: 1, part: 'stop' }],
    ['1-target', 103, 'target', { order: 1, part: 'target' }],
  ]);
});

it('draws what is held where it was bought, and its exits as orders of their own', () => {
  const exit = {
    ...order,
    side: 'sell',
    number: 2,
    role: 'stopLoss',
    price: 97,
    stop: null,
    target: null,
  } as const;
  const holding = {
    side: 'long',
    quantity: 2,
    averagePrice: 99,
    unrealised: 1,
    r: 0.3,
    stop: 97,
    target: null,
  } as const;
  expect(drawn(sceneLines(sceneOf({ holding, orders: [exit] }), null))).toEqual([
    ['position', 99, 'position', null],
    ['2-price', 97, 'stop', { order: 2, part: 'price' }],
  ]);
});

it('draws what is being written, the entry only where it has a price, and nothing when all is over', () => {
  const scene = sceneOf({});
  const written = (draft: Partial<SceneDraft>) => ({
    ...readSceneOrder({ ...emptyDraft, ...draft }, scene, '.'),
    side: 'buy' as const,
    isPriced: draft.type !== undefined && draft.type !== 'market',
  });
  expect(drawn(sceneLines(scene, written({ stop: '98' })))).toEqual([
    ['draft-stop', 98, 'stop', { draft: 'stop' }],
  ]);
  expect(drawn(sceneLines(scene, written({ type: 'limit', price: '99', target: '104' })))).toEqual([
    ['draft-price', 99, 'entry', { draft: 'price' }],
    ['draft-target', 104, 'target', { draft: 'target' }],
  ]);
  expect(sceneLines(sceneOf({ isOver: true }), written({ stop: '98' }))).toEqual([]);
});
