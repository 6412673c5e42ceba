import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { signIn } from '@/testing/signIn';
import { Ticket } from './Ticket';

const instrument = {
  simulated: true,
  symbol: 'BTC-SIM',
  currency: 'USD',
  priceDigits: 2,
  quantityDigits: 4,
  minQuantity: 0.0001,
  minNotional: 1,
};

const account = {
  id: 'a1',
  name: 'Practice',
  currency: 'USD',
  equity: 100_000,
  buyingPower: 100_000,
  leverage: 1,
};

beforeEach(async () => {
  await switchLanguage('en');
  signIn();
});

const fill = (label: string | RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

it('offers the next target once one is written, up to five, and reviews each', async () => {
  const calls = serve({
    'GET /api/trading/paper/overview': { status: 200, body: { accounts: [account], accountId: account.id } },
    'POST /api/trading/paper/order': ({ body }) => ({ status: 201, body: body }),
  });
  renderPage(<Ticket instrument={instrument} />);
  await screen.findByText('$100,000.00');
  const user = userEvent.setup();
  await user.click(screen.getByRole('radio', { name: 'Limit' }));
  fill('Limit price', '2000');
  fill(/^Take-profit/, '2030');
  fill('Quantity', '10');
  await user.click(screen.getByRole('button', { name: 'Advanced' }));
  await screen.findByLabelText('Target 2');
  for (const n of [2, 3, 4, 5]) {
    expect(screen.queryByLabelText(`Target ${n + 1}`)).toBeNull();
    fill(`Target ${n}`, String(2030 + n));
  }
  expect(screen.getAllByLabelText(/^Target \d closes/)).toHaveLength(4);
  for (const [n, share] of [
    [1, '40'],
    [2, '10'],
    [3, '10'],
    [4, '10'],
  ] as const)
    fill(`Target ${n} closes`, share);
  await user.click(screen.getByRole('button', { name: 'Review buy order' }));
  const dialog = await screen.findByRole('dialog', { name: 'Buy BTC-SIM?' });
  expect(dialog.textContent).toContain('Target 14 · 2,030.00 · +$120.00');
  expect(dialog.textContent).toContain('Target 31 · 2,033.00 · +$33.00');
  await user.click(within(dialog).getByRole('button', { name: 'Place buy order' }));
  await screen.findByLabelText('Quantity');
  expect(calls.find(({ path }) => path.endsWith('/order'))?.body).toMatchObject({
    takeProfit: null,
    targets: [4, 1, 1, 1, 3].map((quantity, i) => ({ price: i === 0 ? 2030 : 2031 + i, quantity })),
  });
});
