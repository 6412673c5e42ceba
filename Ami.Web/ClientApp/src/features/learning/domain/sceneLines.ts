import type { Scene, SceneOrder, Side } from '../api/scenes';
import type { ReadSceneOrder } from './sceneOrder';

/** What of an order stands at a price. */
export type OrderPart = 'price' | 'stop' | 'target';

export type SceneLine = {
  id: string;
  price: number;
  kind: 'position' | 'entry' | 'stop' | 'target';
  side: Side;
  quantity: number | null;
  /** What moving it changes: an order that was given, or the ticket. */
  moves: { order: number; part: OrderPart } | { draft: OrderPart } | null;
};

const roles = { entry: 'entry', close: 'entry', stopLoss: 'stop', takeProfit: 'target' } as const;

function orderLines(order: SceneOrder): SceneLine[] {
  const { number, side, quantity } = order;
  const line = (part: OrderPart, kind: SceneLine['kind'], price: number | null): SceneLine[] =>
    price === null
      ? []
      : [{ id: `${number}-${part}`, price, kind, side, quantity, moves: { order: number, part } }];
  // Exits that wait for their entry are its stop and target.
  if (order.status === 'pending' && order.role !== 'entry') return [];
  return [
    ...line('price', roles[order.role], order.price),
    ...line('stop', 'stop', order.stop),
    ...line('target', 'target', order.target),
  ];
}

/** The levels that stand on the chart: what is held, the orders with their exits, and the ticket's while one is written. */
export function sceneLines(
  scene: Pick<Scene, 'holding' | 'orders' | 'isOver'>,
  draft:
    | (Pick<ReadSceneOrder, 'stop' | 'target' | 'entry' | 'quantity'> & { side: Side; isPriced: boolean })
    | null,
): SceneLine[] {
  const { holding } = scene;
  const lines: SceneLine[] = [];
  if (holding)
    lines.push({
      id: 'position',
      price: holding.averagePrice,
      kind: 'position',
      side: holding.side === 'long' ? 'buy' : 'sell',
      quantity: holding.quantity,
      moves: null,
    });
  lines.push(...scene.orders.flatMap(orderLines));
  if (!draft || scene.isOver) return lines;
  const { side } = draft;
  const drafted = (part: OrderPart, kind: SceneLine['kind']) => {
    const price = part === 'price' ? draft.entry : draft[part];
    if (price)
      lines.push({
        id: `draft-${part}`,
        price: price.toNumber(),
        kind,
        side,
        quantity: draft.quantity?.toNumber() ?? null,
        moves: { draft: part },
      });
  };
  // At the market there is nothing to move.
  if (draft.isPriced) drafted('price', 'entry');
  drafted('stop', 'stop');
  drafted('target', 'target');
  return lines;
}
