import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { signIn } from '@/testing/signIn';
import type { Account, Order, Position } from '../api/types';
import '../texts';
import { AmendButton } from './AmendButton';
import { CloseAllButton } from './CloseAllButton';
import ReverseDialog from './ReverseDialog';

const account = {
  id: 'a1',
  name: 'Practice',
  currency: 'USD',
  equity: 1_000,
  buyingPower: 1_000,
  leverage: 1,
};
const position = {
  symbol: 'BTC-SIM',
  quantity: 2,
  mark: 110,
  costBasis: 200,
  marketValue: 220,
  unrealisedPnl: 20,
};
const order = {
  id: 'o1',
  accountId: 'a1',
  symbol: 'BTC-SIM',
  side: 'buy',
  type: 'limit',
  role: 'entry',
  status: 'working',
  quantity: 2,
  limitPrice: 90,
  version: 4,
};
const overview = {
  status: 200,
  body: {
    accounts: [account],
    accountId: 'a1',
    positions: [position],
    workingOrders: [order],
    latestOrders: [],
  },
};
const digits = { price: 2, quantity: 3 };

beforeEach(async () => {
  await switchLanguage('en');
  signIn();
});

describe('what is done to a whole position or account', () => {
  it('closes everything only after asking', async () => {
    const calls = serve({
      'GET /api/trading/paper/overview': overview,
      'POST /api/trading/paper/accounts/a1/close-all': { status: 200, body: { items: [] } },
    });
    renderPage(<CloseAllButton account={account as unknown as Account} />);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Close all' }));
    const dialog = await screen.findByRole('dialog', { name: 'Close everything?' });
    expect(dialog.textContent).toContain('+$20.00');
    expect(calls.filter(({ method }) => method === 'POST')).toEqual([]);
    await user.click(within(dialog).getByRole('button', { name: 'Close everything' }));
    await expect.poll(() => calls.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('reverses twice the size, and says why not', async () => {
    serve({
      'POST /api/trading/paper/positions/BTC-SIM/reverse': {
        status: 409,
        body: { code: 'paper.already_closing', detail: 'No.' },
      },
    });
    renderPage(
      <ReverseDialog
        account={account as unknown as Account}
        position={position as unknown as Position}
        digits={digits}
        onClose={() => undefined}
      />,
    );
    const dialog = await screen.findByRole('dialog', { name: 'Reverse the position in BTC-SIM?' });
    expect(dialog.textContent).toContain('Sell 4');
    await userEvent.setup().click(within(dialog).getByRole('button', { name: 'Reverse position' }));
    expect((await within(dialog).findByRole('alert')).textContent).toContain('already being closed');
  });

  it('amends the version that was shown, and explains when that is no longer the order’s', async () => {
    const calls = serve({
      'PATCH /api/trading/paper/order/o1': {
        status: 409,
        body: { code: 'paper.order_changed', detail: 'No.' },
      },
    });
    renderPage(<AmendButton order={order as unknown as Order} digits={digits} />);
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Change Buy order for BTC-SIM' }));
    const dialog = await screen.findByRole('dialog', { name: 'Change the order for BTC-SIM' });
    const submit = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Change order' });
    expect(submit.disabled).toBe(true);
    fireEvent.change(within(dialog).getByLabelText('Limit price'), { target: { value: '91' } });
    await user.click(submit);
    expect((await within(dialog).findByRole('alert')).textContent).toContain('changed meanwhile');
    expect(calls.find(({ method }) => method === 'PATCH')?.body).toEqual({ version: 4, limitPrice: 91 });
  });
});
