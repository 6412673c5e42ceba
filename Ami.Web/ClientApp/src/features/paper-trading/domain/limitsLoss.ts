import type { Order, Position } from '../api/types';

/** Whether an order is a stop at work that makes smaller what is held, whatever it was placed as. */
export const limitsLoss = (
  { type, status, side, symbol }: Pick<Order, 'type' | 'status' | 'side' | 'symbol'>,
  positions: readonly Pick<Position, 'symbol' | 'quantity'>[],
) =>
  (type === 'stop' || type === 'stopLimit' || type === 'trailingStop') &&
  status === 'working' &&
  positions.some((held) => held.symbol === symbol && held.quantity > 0 === (side === 'sell'));
