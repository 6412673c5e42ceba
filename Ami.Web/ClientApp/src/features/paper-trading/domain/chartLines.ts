import type { Order, Position } from '../api/types';

export type TradeLine = {
  id: string;
  price: number;
  kind: 'position' | 'takeProfit' | 'stopLoss' | 'order';
  side: Order['side'];
  quantity: number;
};

/** The levels of an account in one symbol: average of the position, working orders, and targets and stops of both. */
export function tradeLines(
  symbol: string,
  positions: readonly Position[],
  orders: readonly Order[],
): TradeLine[] {
  const lines: TradeLine[] = [];
  for (const { quantity, averagePrice } of positions.filter((position) => position.symbol === symbol)) {
    const side = quantity >= 0 ? 'buy' : 'sell';
    lines.push({ id: 'position', price: averagePrice, kind: 'position', side, quantity: Math.abs(quantity) });
  }
  for (const order of orders.filter((one) => one.symbol === symbol)) {
    const waitsForStop = order.type === 'stopLimit' && !order.isTriggered;
    const price = (waitsForStop ? null : order.limitPrice) ?? order.stopPrice;
    if (price == null) continue;
    const kind = order.role === 'takeProfit' || order.role === 'stopLoss' ? order.role : 'order';
    lines.push({ id: order.id, price, kind, side: order.side, quantity: order.quantity });
  }
  return lines;
}
