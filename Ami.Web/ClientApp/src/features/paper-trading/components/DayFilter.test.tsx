import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import type { Account } from '../api/types';
import '../texts';
import { FillsTable } from './FillsTable';
import { OrderHistory } from './OrderHistory';

const account = { id: 'a1', currency: 'USD' } as Account;
const none = { status: 200, body: { items: [], nextCursor: null } };
const answers = { 'GET /api/trading/paper/orders': none, 'GET /api/trading/paper/fills': none };

beforeEach(() => switchLanguage('en'));

it.each([
  ['orders', OrderHistory],
  ['fills', FillsTable],
])('asks for the %s of the days in the address, and for all again', async (_, List) => {
  const calls = serve(answers);
  renderPage(<List account={account} digits={new Map()} />, '/trade?tab=x&from=2026-03-01&to=2026-03-02');
  await screen.findByText('Nothing in these days');
  const query = calls.at(-1)?.query;
  expect([query?.get('from'), query?.get('to')]).toEqual(['2026-03-01', '2026-03-02']);
  await userEvent.click(
    within(screen.getByRole('group', { name: 'Days' })).getByRole('button', { name: 'All days' }),
  );
  await waitFor(() => expect(calls.at(-1)?.query.has('from')).toBe(false));
  expect(calls.at(-1)?.query.has('to')).toBe(false);
});

it('keeps what is chosen in the address, and asks for nothing while its days are the wrong way round', async () => {
  const calls = serve(answers);
  const { router } = renderPage(<FillsTable account={account} digits={new Map()} />, '/trade?to=2026-03-02');
  await screen.findByText('Nothing in these days');
  const before = calls.length;
  fireEvent.change(screen.getByLabelText('From'), { target: { value: '2026-03-05' } });
  await screen.findByText('The last day is before the first.');
  expect(router.state.location.search).toBe('?to=2026-03-02&from=2026-03-05');
  expect(screen.queryByText('Nothing in these days')).toBeNull();
  expect(calls).toHaveLength(before);
  fireEvent.change(screen.getByLabelText('To'), { target: { value: '2026-03-06' } });
  await waitFor(() => expect(calls.at(-1)?.query.get('to')).toBe('2026-03-06'));
});

it.each(['0226-03-01', '2026-02-30', '2026-13-01', 'x'])(
  'says that %s is no day, and asks for nothing',
  async (day) => {
    const calls = serve(answers);
    for (const [end, label] of [
      ['from', 'From'],
      ['to', 'To'],
    ] as const) {
      renderPage(<FillsTable account={account} digits={new Map()} />, `/trade?${end}=${day}`);
      const field = await screen.findByLabelText(label);
      await screen.findByText('There is no such day, or it is not between 1900 and 2200.');
      expect(field.getAttribute('aria-invalid')).toBe('true');
      expect(screen.queryByText(/^Nothing|No executions/)).toBeNull();
      cleanup();
    }
    expect(calls).toHaveLength(0);
  },
);

it('asks for a day that only some years have', async () => {
  const calls = serve(answers);
  renderPage(<FillsTable account={account} digits={new Map()} />, '/trade?from=2028-02-29');
  await screen.findByText('Nothing in these days');
  expect(calls.at(-1)?.query.get('from')).toBe('2028-02-29');
});
