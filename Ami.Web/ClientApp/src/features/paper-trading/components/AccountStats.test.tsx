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
  };
  serve({ [path]: { status: 200, body: { ...overview, accounts: [account], accountId: 'a1' } } });
  renderPage(<AccountStats />);
  const realised = (await screen.findByText('Realised P&L')).nextElementSibling?.textContent ?? '';
  expect(realised).toContain('\u2212$0.38');
  expect(realised).toContain('before fees \u2212$0.10, fees $0.28');
});
