import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { signIn } from '@/testing/signIn';
import type { Account, Position } from '../api/types';
import '../texts';
import CloseDialog from './CloseDialog';

const account = { id: 'a1', currency: 'USD' } as Account;
const position = {
  symbol: 'BTC-SIM',
  quantity: -2,
  mark: 110,
  unrealisedPnl: -20,
  stopLoss: 120,
} as Position;

beforeEach(async () => {
  await switchLanguage('en');
  signIn();
});

async function open() {
  const calls = serve({
    'POST /api/trading/paper/positions/BTC-SIM/close': { status: 201, body: { id: 'o1', symbol: 'BTC-SIM' } },
    'GET /api/trading/paper/overview': { status: 200, body: {} },
  });
  renderPage(
    <CloseDialog
      account={account}
      position={position}
      digits={{ price: 2, quantity: 3 }}
      onClose={() => undefined}
    />,
  );
  const dialog = within(await screen.findByRole('dialog', { name: 'Close position in BTC-SIM?' }));
  const sent = () =>
    calls.filter(({ method }) => method === 'POST').map(({ query }) => query.get('quantity'));
  return { dialog, sent, user: userEvent.setup() };
}

describe('closing a position', () => {
  it('closes all of it unless something else is said', async () => {
    const { dialog, sent, user } = await open();
    dialog.getByText('Buy 2 at market');
    dialog.getByText(/cancelled when it closes/);
    await user.click(dialog.getByRole('button', { name: 'Close position' }));
    await expect.poll(sent).toEqual([null]);
  });

  it('closes a share, with its part of the result, and says what becomes of the exits', async () => {
    const { dialog, sent, user } = await open();
    await user.click(dialog.getByRole('button', { name: '25%' }));
    expect(dialog.getByRole('button', { name: '25%' }).getAttribute('aria-pressed')).toBe('true');
    dialog.getByText('Buy 0.5 at market');
    dialog.getByText(/\u2212\$5\.00 before fees/);
    dialog.getByText(/stay, for no more than what is left/);
    await user.click(dialog.getByRole('button', { name: 'Close a part' }));
    await expect.poll(sent).toEqual(['0.5']);
  });

  it('closes what is typed, but no more than is held', async () => {
    const { dialog, sent, user } = await open();
    const field = dialog.getByLabelText('Quantity, of 2');
    fireEvent.change(field, { target: { value: '2.5' } });
    dialog.getByText('You do not hold so much.');
    expect(dialog.getByRole<HTMLButtonElement>('button', { name: 'Close a part' }).disabled).toBe(true);
    fireEvent.change(field, { target: { value: '1.25' } });
    await user.click(dialog.getByRole('button', { name: 'Close a part' }));
    await expect.poll(sent).toEqual(['1.25']);
  });
});
