import type { Account, EquityPoint } from '../api/types';

/** What an account has made, since its last reset. `realised` + `unrealised` + `forgivenDebt` = equity − starting cash. */
export type AccountResult = {
  /** Of what was closed, after all fees paid. */
  realised: number;
  beforeFees: number;
  fees: number;
  unrealised: number;
  /** Debt of a gap beyond the account that was forgiven; 0 where there was none. */
  forgivenDebt: number;
};

export function resultOf(account: Account): AccountResult {
  const realised = account.realisedPnl - account.feesPaid;
  const rest = account.equity - account.startingCash - realised - account.unrealisedPnl;
  return {
    realised,
    beforeFees: account.realisedPnl,
    fees: account.feesPaid,
    unrealised: account.unrealisedPnl,
    // Less than half a cent is what sums of doubles leave.
    forgivenDebt: rest < 0.005 ? 0 : rest,
  };
}

/** The recorded curve up to the figure that stands beside it: the account as it is at `at`. */
export function curveUntilNow(
  points: readonly EquityPoint[],
  account: Account | undefined,
  at: number,
): readonly EquityPoint[] {
  const last = points.at(-1);
  if (!account || !last) return points;
  const now = new Date(Math.max(at, Date.parse(last.at))).toISOString();
  return [...points, { at: now, equity: account.equity, cash: account.cash }];
}
