import { screen } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { AccountStats } from './AccountStats';

const path = 'GET /api/trading/paper/overview';
const overview = {
  accounts: [],
  accountId: null,
  positions: [],
  workingOrders: [],
  latestOrders: [],
  equity: [],
  stats: { trades: 0 },
};

beforeEach(() => switchLanguage('en'));

it('says that the account could not be read, and reads it again when asked', async () => {
  let fails = true;
  serve({ [path]: () => (fails ? { status: 500 } : { status: 200, body: overview }) });
  renderPage(<AccountStats brief />);
  const retry = await screen.findByRole('button', { name: 'Try again' });
  fails = false;
  retry.click();
  expect(await screen.findByText('There is no account to trade with.')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'New account' }).getAttribute('href')).toBe(
    '/trade?dialog=new-account',
  );
});

it('shows realised P&L after fees, so that the figures on the page add up to the equity', async () => {
  const account = {
    id: 'a1',
    name: 'Practice',
    currency: 'USD',
    startingCash: 10_000,
    cash: 9_999.62,
    equity: 9_999.62,
    unrealisedPnl: 0,
    realisedPnl: -0.1,
    feesPaid: 0.28,
    grossExposure: 0,
    buyingPower: 9_999.62,
    leverage: 1,
    initialMargin: 0,
    maintenanceMargin: 0,
    marginLevel: null,
    marginCalledAt: null,
    marginCallLevel: 1.5,
  };
  serve({ [path]: { status: 200, body: { ...overview, accounts: [account], accountId: 'a1' } } });
  renderPage(<AccountStats />);
  const realised = (await screen.findByText('Realised P&L')).nextElementSibling?.textContent ?? '';
  expect(realised).toContain('\u2212$0.38');
  expect(realised).toContain('before fees \u2212$0.10, fees $0.28');
});

it.each([
  [null, 5_000, '250%', false],
  [null, 2_900, '145%', true],
  ['2026-05-03T10:00:00Z', 3_200, '160%', true],
])('says how much margin is left, and when that is little', async (marginCalledAt, equity, level, isLow) => {
  const account = {
    id: 'a1',
    name: 'Practice',
    currency: 'USD',
    startingCash: 5_000,
    cash: 5_000,
    equity,
    unrealisedPnl: 0,
    realisedPnl: 0,
    feesPaid: 0,
    grossExposure: 20_000,
    buyingPower: 0,
    leverage: 5,
    initialMargin: 4_000,
    maintenanceMargin: 2_000,
    marginLevel: equity / 2_000,
    marginCalledAt,
    marginCallLevel: 1.5,
  };
  const position = {
    symbol: 'TEST',
    quantity: 200,
    mark: 100,
    marketValue: 20_000,
    costBasis: 20_000,
    unrealisedPnl: 0,
  };
  const body = { ...overview, accounts: [account], accountId: 'a1', positions: [position] };
  serve({ [path]: { status: 200, body } });
  renderPage(<AccountStats />);
  expect((await screen.findByText('Margin level')).nextElementSibling?.textContent).toContain(level);
  expect(screen.getByText('Margin used').nextElementSibling?.textContent).toContain('$4,000.00');
  expect(screen.queryAllByText('Little margin is left')).toHaveLength(isLow ? 1 : 0);
});
