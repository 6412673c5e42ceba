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
