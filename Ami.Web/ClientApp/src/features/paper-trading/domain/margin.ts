import type { Account, Position } from '../api/types';

type Margin = {
  used: number;
  maintenance: number;
  /** Equity as a multiple of the maintenance margin; null while nothing is held. */
  level: number | null;
  isLow: boolean;
};

/** How the account is covered with its positions at newer prices. Figures for the eye only: the server's own come with every refresh. */
export function marginOf(account: Account, stored: Account, live: readonly Position[]): Margin {
  const exposure = live.reduce((sum, { marketValue }) => sum + Math.abs(marketValue), 0);
  const required = stored.grossExposure > 0 ? (stored.maintenanceMargin ?? 0) / stored.grossExposure : 0;
  const maintenance = required * exposure;
  const level = maintenance > 0 ? account.equity / maintenance : null;
  return {
    used: exposure / account.leverage,
    maintenance,
    level,
    // What was told stays until the margin has recovered; a replay tells nobody.
    isLow: level !== null && (stored.marginCalledAt != null || level < (stored.marginCallLevel ?? 0)),
  };
}
