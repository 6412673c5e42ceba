import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { session, type SessionAnswer } from '@/lib/auth/session';
import { renderPage } from '@/testing/render';
import { serve, type Call } from '@/testing/server';
import type { Order } from '../api/types';
import '../texts';
import { CancelButton } from './CancelButton';

const order = (role: Order['role']): Order => ({
  id: '0190a000-0000-7000-8000-000000000001',
  accountId: '0190a000-0000-7000-8000-000000000002',
  symbol: 'BTC-SIM',
  side: 'sell',
  type: 'stop',
  role,
  status: 'working',
  quantity: 1,
  filledQuantity: 0,
  limitPrice: null,
  stopPrice: 90,
  takeProfit: null,
  stopLoss: null,
  parentId: null,
  reason: null,
  averageFillPrice: null,
  fees: 0,
  placedAt: '2026-03-02T12:00:00Z',
  updatedAt: '2026-03-02T12:00:00Z',
});

beforeEach(async () => {
  await switchLanguage('en');
  session.signedIn({
    accessToken: 't',
    expiresAt: '2099-01-01T00:00:00Z',
    user: { id: 'u1', displayName: 'Ana', timeZone: 'UTC', language: 'en' },
  } as SessionAnswer);
});

const cancelled = (calls: Call[]) => calls.filter(({ method }) => method === 'DELETE');

describe('cancelling an order', () => {
  it('asks before a stop-loss goes, and keeps it when that is the answer', async () => {
    const calls = serve({
      [`DELETE /api/trading/paper/order/${order('stopLoss').id}`]: { status: 200, body: order('stopLoss') },
    });
    renderPage(<CancelButton order={order('stopLoss')} />);
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: /Cancel/ }));
    const dialog = await screen.findByRole('dialog', { name: 'Cancel the stop-loss of BTC-SIM?' });
    await user.click(within(dialog).getByRole('button', { name: 'Keep it' }));
    expect(cancelled(calls)).toEqual([]);
    await user.click(screen.getByRole('button', { name: /Cancel/ }));
    await user.click(await screen.findByRole('button', { name: 'Cancel the stop-loss' }));
    expect(cancelled(calls)).toHaveLength(1);
  });

  it('cancels any other order at once', async () => {
    const calls = serve({
      [`DELETE /api/trading/paper/order/${order('entry').id}`]: { status: 200, body: order('entry') },
    });
    renderPage(<CancelButton order={order('entry')} />);
    await userEvent.setup().click(screen.getByRole('button', { name: /Cancel/ }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(cancelled(calls)).toHaveLength(1);
  });
});
