import type { Fill, Order, Position } from '../api/types';
import { amendable, valueOf } from './amendment';

/** What of an order a line shows, and moves where it can be moved. */
type Level = 'limitPrice' | 'stopPrice';

export type TradeLine = {
  id: string;
  price: number;
  kind: 'position' | 'liquidation' | 'takeProfit' | 'stopLoss' | 'order';
  side: Order['side'];
  quantity: number;
  /** Which price it is of an order that has two. */
  part?: 'stop' | 'limit';
  /** Of an order whose level can be changed. */
  moves: { order: Order; level: Level } | null;
};

/** A stop-limit has two while it waits for its stop. */
function levelsOf(order: Order): readonly Level[] {
  if (order.type === 'stopLimit' && !order.isTriggered) return ['stopPrice', 'limitPrice'];
  return [order.limitPrice == null ? 'stopPrice' : 'limitPrice'];
}

/** The levels of an account in one symbol: average of the position and where it is liquidated, working orders, and targets and stops of both. */
export function tradeLines(
  symbol: string,
  positions: readonly Position[],
  orders: readonly Order[],
): TradeLine[] {
  const lines: TradeLine[] = [];
  for (const { quantity, averagePrice, liquidationPrice } of positions.filter(
    (one) => one.symbol === symbol,
  )) {
    const held = {
      side: quantity >= 0 ? ('buy' as const) : ('sell' as const),
      quantity: Math.abs(quantity),
      moves: null,
    };
    lines.push({ id: 'position', price: averagePrice, kind: 'position', ...held });
    if (liquidationPrice != null)
      lines.push({ id: 'liquidation', price: liquidationPrice, kind: 'liquidation', ...held });
  }
  for (const order of orders.filter((one) => one.symbol === symbol)) {
    const { role, side, quantity } = order;
    const kind = role === 'takeProfit' || role === 'stopLoss' ? role : 'order';
    const levels = levelsOf(order);
    for (const level of levels) {
      const price = valueOf(order, level);
      if (price === null) continue;
      const part = levels.length === 1 ? undefined : level === 'stopPrice' ? 'stop' : 'limit';
      const id = part ? `${order.id} ${part}` : order.id;
      const moves = amendable(order).includes(level) ? { order, level } : null;
      lines.push({ id, price, kind, side, quantity, part, moves });
    }
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
