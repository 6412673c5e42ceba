import { describe, expect, it } from 'vitest';
import type { Fill, Order, Position } from '../api/types';
import { tradeLines, tradeMarks } from './chartLines';

const order = (part: Partial<Order>) =>
  ({
    id: 'o',
    symbol: 'A',
    side: 'sell',
    type: 'stop',
    role: 'entry',
    quantity: 2,
    version: 1,
    ...part,
  }) as Order;

describe('what an account has on a chart', () => {
  it('has the average of a position, which does not move', () => {
    const positions = [
      { symbol: 'A', quantity: -3, averagePrice: 101.5 },
      { symbol: 'B', quantity: 1, averagePrice: 7 },
    ] as Position[];
    expect(tradeLines('A', positions, [])).toEqual([
      { id: 'position', price: 101.5, kind: 'position', side: 'sell', quantity: 3, moves: null },
    ]);
  });

  it('has where a position is liquidated', () => {
    const positions = [
      { symbol: 'A', quantity: 3, averagePrice: 101.5, liquidationPrice: 83.33 },
    ] as Position[];
    expect(tradeLines('A', positions, []).map(({ kind, price }) => [kind, price])).toEqual([
      ['position', 101.5],
      ['liquidation', 83.33],
    ]);
  });

  it.each([
    ['limit', { type: 'limit', limitPrice: 90 }, 90, 'limitPrice'],
    ['stop', { stopPrice: 95 }, 95, 'stopPrice'],
    [
      'one that is triggered',
      { type: 'stopLimit', limitPrice: 90, stopPrice: 95, isTriggered: true },
      90,
      'limitPrice',
    ],
    ['a stop-loss', { role: 'stopLoss', stopPrice: 80 }, 80, 'stopPrice'],
  ] as const)('moves %s by its level', (_, part, price, level) => {
    const one = order(part);
    expect(tradeLines('A', [], [one])).toMatchObject([{ price, moves: { order: one, level } }]);
  });

  it('shows both prices of a stop-limit that waits for its stop, each moved for itself', () => {
    const one = order({ type: 'stopLimit', limitPrice: 90, stopPrice: 95 });
    expect(tradeLines('A', [], [one])).toMatchObject([
      { id: 'o stop', price: 95, part: 'stop', moves: { order: one, level: 'stopPrice' } },
      { id: 'o limit', price: 90, part: 'limit', moves: { order: one, level: 'limitPrice' } },
    ]);
  });

  it('shows what follows the price, and does not move it', () => {
    const trailing = order({ type: 'trailingStop', stopPrice: 80, trailDistance: 4 });
    expect(tradeLines('A', [], [trailing])).toMatchObject([{ price: 80, moves: null }]);
    expect(tradeLines('A', [], [order({ type: 'market', role: 'liquidation' })])).toEqual([]);
  });

  it('marks one place once, however many fills it had', () => {
    const fill = { orderId: 'o', at: '2026-03-01T12:00:00Z', price: 100, side: 'buy' };
    const fills = [
      { ...fill, id: '1' },
      { ...fill, id: '2' },
      { ...fill, id: '3', price: 101 },
    ] as Fill[];
    expect(tradeMarks(fills).map(({ id, price }) => [id, price])).toEqual([
      ['1', 100],
      ['3', 101],
    ]);
  });
});
