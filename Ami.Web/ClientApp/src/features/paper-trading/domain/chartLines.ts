import type { Fill, Order, Position } from '../api/types';
import { amendable, valueOf } from './amendment';

/** What of an order a line shows, and moves where it can be moved. */
type Level = 'limitPrice' | 'stopPrice';

export type TradeLine = {
  id: string;
  price: number;
  kind: 'position' | 'takeProfit' | 'stopLoss' | 'order';
  side: Order['side'];
  quantity: number;
  /** Of an order whose level can be changed. */
  moves: { order: Order; level: Level } | null;
};

function levelOf(order: Order): Level | null {
  const waitsForStop = order.type === 'stopLimit' && !order.isTriggered;
  if (!waitsForStop && order.limitPrice != null) return 'limitPrice';
  return order.stopPrice == null ? null : 'stopPrice';
}

/** The levels of an account in one symbol: average of the position, working orders, and targets and stops of both. */
export function tradeLines(
  symbol: string,
  positions: readonly Position[],
  orders: readonly Order[],
): TradeLine[] {
  const lines: TradeLine[] = [];
  for (const { quantity, averagePrice } of positions.filter((position) => position.symbol === symbol)) {
    const side = quantity >= 0 ? 'buy' : 'sell';
    lines.push({
      id: 'position',
      price: averagePrice,
      kind: 'position',
      side,
      quantity: Math.abs(quantity),
      moves: null,
    });
  }
  for (const order of orders.filter((one) => one.symbol === symbol)) {
    const level = levelOf(order);
    const price = level && valueOf(order, level);
    if (level === null || price === null) continue;
    const { id, role, side, quantity } = order;
    const kind = role === 'takeProfit' || role === 'stopLoss' ? role : 'order';
    const moves = amendable(order).includes(level) ? { order, level } : null;
    lines.push({ id, price, kind, side, quantity, moves });
  }
  return lines;
}

/** Where fills are, milliseconds since 1970: of one order at one price in one moment there is one, however many fills it had. */
export function tradeMarks(fills: readonly Fill[]) {
  const marks = new Map<string, { id: string; at: number; price: number; side: Order['side'] }>();
  for (const { id, orderId, at, price, side } of fills) {
    const key = `${orderId} ${at} ${price}`;
    if (!marks.has(key)) marks.set(key, { id, at: Date.parse(at), price, side });
  }
  return [...marks.values()];
}
