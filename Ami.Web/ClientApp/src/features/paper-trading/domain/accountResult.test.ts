import { describe, expect, it } from 'vitest';
import type { Account } from '../api/types';
import { curveUntilNow, resultOf } from './accountResult';

const account = {
  startingCash: 10_000,
  cash: 9_400.12,
  equity: 10_011.62,
  unrealisedPnl: 12,
  realisedPnl: -0.1,
  feesPaid: 0.28,
} as Account;

describe('what an account has made', () => {
  it('adds up to its equity: starting cash + realised + unrealised', () => {
    const { realised, unrealised, beforeFees, fees, forgivenDebt } = resultOf(account);
    expect(realised).toBeCloseTo(-0.38, 8);
    expect([beforeFees, fees, forgivenDebt]).toEqual([-0.1, 0.28, 0]);
    expect(account.startingCash + realised + unrealised).toBeCloseTo(account.equity, 8);
  });

  it('names forgiven debt, without which the sum would be short', () => {
    const { realised, unrealised, forgivenDebt } = resultOf({ ...account, equity: 10_016.62 });
    expect(forgivenDebt).toBeCloseTo(5, 8);
    expect(account.startingCash + realised + unrealised + forgivenDebt).toBeCloseTo(10_016.62, 8);
  });
});

describe('the equity curve', () => {
  const points = [{ at: '2026-03-02T12:00:00Z', equity: 10_000, cash: 10_000 }];

  it('ends at the figure that stands beside it', () => {
    const now = Date.parse('2026-03-02T12:01:00Z');
    expect(curveUntilNow(points, account, now).at(-1)).toEqual({
      at: '2026-03-02T12:01:00.000Z',
      equity: account.equity,
      cash: account.cash,
    });
  });

  it('never goes back in time, and stays empty without a beginning', () => {
    expect(curveUntilNow(points, account, 0).at(-1)?.at).toBe('2026-03-02T12:00:00.000Z');
    expect(curveUntilNow([], account, 0)).toEqual([]);
  });
});
