import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve, type Call } from '@/testing/server';
import { signIn } from '@/testing/signIn';
import type { Order } from '../api/types';
import '../texts';
import { CancelButton } from './CancelButton';

const uuid = '0190a000-0000-4000-8000-00000000000a';

const overview = (quantity: number) => ({
  status: 200,
  body: { accounts: [], positions: quantity === 0 ? [] : [{ symbol: 'BTC-SIM', quantity }] },
});

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
  timeInForce: 'gtc',
  expiresAt: null,
  postOnly: false,
  trailDistance: null,
  isTriggered: false,
  version: 0,
  breakEvenPrice: null,
});

beforeEach(async () => {
  await switchLanguage('en');
  signIn();
});

const cancelled = (calls: Call[]) => calls.filter(({ method }) => method === 'DELETE');

describe('cancelling an order', () => {
  it.each(['stopLoss', 'entry', 'close'] as const)(
    'asks before a stop placed as %s that limits a loss goes, and keeps it when that is the answer',
    async (role) => {
      const calls = serve({
        'GET /api/trading/paper/overview': overview(1),
        [`DELETE /api/trading/paper/order/${order(role).id}`]: { status: 200, body: order(role) },
      });
      renderPage(<CancelButton order={order(role)} />);
      await waitFor(() => expect(calls.map(({ path }) => path)).toContain('/api/trading/paper/overview'));
      const user = userEvent.setup();
      await user.click(screen.getByRole('button', { name: /Cancel/ }));
      const dialog = await screen.findByRole('dialog', { name: 'Cancel the stop-loss of BTC-SIM?' });
      await user.click(within(dialog).getByRole('button', { name: 'Keep it' }));
      expect(cancelled(calls)).toEqual([]);
      await user.click(screen.getByRole('button', { name: /Cancel/ }));
      await user.click(await screen.findByRole('button', { name: 'Cancel the stop-loss' }));
      await waitFor(() => expect(cancelled(calls)).toHaveLength(1));
    },
  );

  it.each([0, -1])('cancels a sell stop at once when %d is held', async (quantity) => {
    const calls = serve({
      'GET /api/trading/paper/overview': overview(quantity),
      [`DELETE /api/trading/paper/order/${order('entry').id}`]: { status: 200, body: order('entry') },
    });
    renderPage(<CancelButton order={order('entry')} />);
    await waitFor(() => expect(calls.map(({ path }) => path)).toContain('/api/trading/paper/overview'));
    await userEvent.setup().click(screen.getByRole('button', { name: /Cancel/ }));
    expect(screen.queryByRole('dialog')).toBeNull();
    await waitFor(() => expect(cancelled(calls)).toHaveLength(1));
  });

  it('finds out what became of it when the answer is lost', async () => {
    let key: string | null = null;
    const calls = serve({
      'GET /api/trading/paper/overview': overview(0),
      [`DELETE /api/trading/paper/order/${order('entry').id}`]: ({ headers }) => {
        key = headers.get('Idempotency-Key');
        throw new TypeError('Failed to fetch');
      },
      [`POST /api/requests/${uuid}/settle`]: { status: 200, body: { done: true, answer: order('entry') } },
    });
    vi.spyOn(crypto, 'randomUUID').mockReturnValue(uuid);
    renderPage(<CancelButton order={order('entry')} />);
    await userEvent.setup().click(screen.getByRole('button', { name: /Cancel/ }));
    await waitFor(() => expect(calls.map(({ path }) => path)).toContain(`/api/requests/${uuid}/settle`));
    expect(key).toBe(uuid);
    expect(cancelled(calls)).toHaveLength(1);
  });
});
