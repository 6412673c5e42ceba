import type { Account, Position } from '../api/types';

export type LivePosition = Position & { live: boolean };

/** A position at a newer price. Figures for the eye only: the server's own come with every refresh. */
export function atPrice(position: Position, last: number | undefined): LivePosition {
  if (last === undefined) return { ...position, live: false };
  const gained = position.quantity * (last - position.mark);
  const unrealisedPnl = position.unrealisedPnl + gained;
  const basis = Math.abs(position.costBasis);
  return {
    ...position,
    mark: last,
    marketValue: position.marketValue + gained,
    unrealisedPnl,
    unrealisedPct: basis === 0 ? 0 : unrealisedPnl / basis,
    live: true,
  };
}

/** The account with its positions at newer prices. */
export function accountWith(
  account: Account,
  positions: readonly Position[],
  live: readonly LivePosition[],
): Account {
  const before = positions.reduce((sum, position) => sum + position.unrealisedPnl, 0);
  const now = live.reduce((sum, position) => sum + position.unrealisedPnl, 0);
  return {
    ...account,
    equity: account.equity + (now - before),
    unrealisedPnl: account.unrealisedPnl + (now - before),
  };
}
