import type { Move, Scene, SceneFill, SceneOrder, SceneTrade } from '../api/scenes';

/** A move that the server may not have yet: made on the scene as it was after so many. */
export type PendingMove = { version: number; move: Move };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Reads a move that was kept on this device; what cannot be read is left. */
export function readPending(text: string | null): PendingMove | null {
  if (text === null) return null;
  try {
    const kept: unknown = JSON.parse(text);
    return isRecord(kept) && typeof kept.version === 'number' && isRecord(kept.move) && 'kind' in kept.move
      ? (kept as PendingMove)
      : null;
  } catch {
    return null;
  }
}

/**
 * Whether a kept move is to be sent to the scene as it is now: also when it may have been taken, as the same move again moves nothing and says so. Of a scene
 * that went on without it, it is not: it was meant for what was seen then.
 */
export const isToSend = ({ version }: PendingMove, scene: Pick<Scene, 'version' | 'isOver'>) =>
  version === scene.version ? !scene.isOver : version + 1 === scene.version;

/**
 * Whether a move is kept to be made after the one that is on its way: not time that goes on, which is pressed again, nor what was meant for a chart of many
 * bars ago; and a second press of the same means one.
 */
export function canFollow(pending: Move, next: Move | null, move: Move): boolean {
  if (move.kind === 'step' || move.kind === 'finish' || pending.kind === 'finish') return false;
  if (pending.kind === 'step' && (pending.bars ?? 1) > 1) return false;
  if (next && next.kind !== move.kind) return false;
  return JSON.stringify(pending) !== JSON.stringify(move);
}

/** The one that has gone on further: an answer that was asked for earlier may come later. */
export const newer = (before: Scene | undefined, next: Scene) =>
  before && before.version > next.version ? before : next;

export type OrderNews = { what: 'placed' | 'changed' | 'cancelled'; order: SceneOrder };

/** What became of orders by what somebody did: exits that come and go with an execution are told by that. */
function orderNews(before: Scene, now: Scene): OrderNews[] {
  const news: OrderNews[] = [];
  const isExit = ({ role }: SceneOrder) => role === 'stopLoss' || role === 'takeProfit';
  const isQuiet = now.fills.length === before.fills.length;
  for (const order of now.orders) {
    const was = before.orders.find(({ number }) => number === order.number);
    if (!was && !isExit(order)) news.push({ what: 'placed', order });
    if (was && (was.price !== order.price || was.stop !== order.stop || was.target !== order.target))
      news.push({ what: 'changed', order });
  }
  for (const order of before.orders)
    if (
      !now.orders.some(({ number }) => number === order.number) &&
      !now.fills.some(({ number }) => number === order.number) &&
      (isQuiet || !isExit(order)) &&
      // Those that wait for an entry go with it.
      order.status === 'working' &&
      !now.isOver
    )
      news.push({ what: 'cancelled', order });
  return news;
}

export type SceneNews = {
  /** Bars that have come. */
  bars: number;
  fills: readonly SceneFill[];
  trades: readonly SceneTrade[];
  orders: readonly OrderNews[];
  hasEnded: boolean;
};

/** What has come between two looks at a scene. */
export const newsOf = (before: Scene, now: Scene): SceneNews => ({
  bars: now.played - before.played,
  fills: now.fills.slice(before.fills.length),
  trades: now.trades.slice(before.trades.length),
  orders: orderNews(before, now),
  hasEnded: now.isOver && !before.isOver,
});

/** An entry was given: without one, to finish is to say that there is no trade here. */
export const hasEntered = ({ orders, fills }: Pick<Scene, 'orders' | 'fills'>) =>
  fills.length > 0 || orders.some(({ role }) => role === 'entry');

/** Something would be closed or cancelled by finishing. */
export const isEngaged = ({ holding, orders }: Pick<Scene, 'orders' | 'holding'>) =>
  holding !== null || orders.length > 0;

/** What the trades that are over made, in R; null where there is none, or one had no stop: the others alone are not the result. */
export function rSoFar(trades: readonly Pick<SceneTrade, 'r'>[]): number | null {
  if (trades.length === 0) return null;
  return trades.reduce<number | null>((sum, { r }) => (sum === null || r === null ? null : sum + r), 0);
}
