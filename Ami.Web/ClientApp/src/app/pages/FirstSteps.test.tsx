import { screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import type { Account } from '@/features/paper-trading/api/types';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import '../texts';
import { FirstSteps } from './FirstSteps';

const overview = (id: string, orders: { stopLoss: number | null; role: string }[], trades: number) => ({
  accounts: [],
  accountId: id,
  positions: [],
  workingOrders: [],
  latestOrders: orders,
  equity: [],
  stats: { trades },
});

beforeEach(async () => {
  localStorage.clear();
  await switchLanguage('en');
});

it('keeps what was done on one account when another one is looked at', async () => {
  serve({
    'GET /api/trading/paper/overview': ({ query }) => ({
      status: 200,
      body:
        query.get('accountId') === 'new'
          ? overview('new', [], 1)
          : overview('old', [{ stopLoss: 90, role: 'entry' }], 0),
    }),
  });
  const { router } = renderPage(<FirstSteps account={{ id: 'any' } as Account} />, '/?account=old');
  expect(await screen.findByText('3 of 4 done')).toBeTruthy();
  // The other one has the step that was left.
  await router.navigate('/?account=new');
  await waitFor(() => expect(screen.queryByText(/of 4 done/)).toBeNull());
});
