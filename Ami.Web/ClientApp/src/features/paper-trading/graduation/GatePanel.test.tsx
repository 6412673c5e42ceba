import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import type { Account } from '../api/types';
import '../texts';
import { GatePanel } from './GatePanel';

const account = { id: 'a1', name: 'Main', currency: 'USD', startingCash: 100_000 } as Account;
const path = '/api/trading/paper/accounts/a1';
const enough = { wallet: 9_900_000, mostCash: 100_000, accountsLeft: 9 };
const view = (isOpen: boolean, have: number | null, means = enough) => ({
  gate: {
    nextCash: 250_000,
    isOpen,
    brokenOn: '2026-05-03',
    steps: [
      { requirement: 'rules', isMet: isOpen, needed: 5, have: isOpen ? 1 : null },
      { requirement: 'trades', isMet: isOpen, needed: 30, have: isOpen ? 31 : 12 },
      { requirement: 'drawdown', isMet: true, needed: 10, have: 2.5 },
      { requirement: 'expectancy', isMet: isOpen, needed: 0, have },
    ],
  },
  grantedAccountId: null,
  mostBreachesADay: 2,
  means,
});

beforeEach(() => switchLanguage('en'));

it('says what is shown and what is missing', async () => {
  serve({ [`GET ${path}/gate`]: { status: 200, body: view(false, null) } });
  renderPage(<GatePanel account={account} />);
  expect(await screen.findByText('12 of 30 · missing')).toBeTruthy();
  expect(screen.getByText('none, at most 5% · missing')).toBeTruthy();
  expect(screen.getByText('$9,900,000.00 of $250,000.00 · done')).toBeTruthy();
  expect(screen.getByText('2.50%, must stay below 10.00% · done')).toBeTruthy();
  expect(screen.getByText('too few trades to say · missing')).toBeTruthy();
  expect(screen.getByText(/began anew after May 3, 2026/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Open it' })).toBeNull();
});

it('opens the larger account once it is named, and explains a refusal', async () => {
  const calls = serve({
    [`GET ${path}/gate`]: { status: 200, body: view(true, 0.2) },
    [`POST ${path}/graduate`]: { status: 409, body: { code: 'paper.practice_money_short', detail: '' } },
  });
  renderPage(<GatePanel account={account} />);
  const open = await screen.findByRole<HTMLButtonElement>('button', { name: 'Open it' });
  expect(open.disabled).toBe(true);
  fireEvent.change(screen.getByLabelText('Name of the larger account'), { target: { value: ' Big ' } });
  await userEvent.click(open);
  expect((await screen.findByRole('alert')).textContent).toContain('practice wallet');
  const posted = calls.find(({ method }) => method === 'POST');
  expect(posted?.body).toEqual({ name: 'Big' });
  await vi.waitFor(() => expect(posted?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f-]{36}$/));
});

it.each([
  [{ ...enough, wallet: 200_000 }, '$200,000.00 of $250,000.00 · missing'],
  [{ ...enough, accountsLeft: 0 }, '0 more · missing'],
])('says beforehand what the larger account cannot be opened for', async (means, missing) => {
  serve({ [`GET ${path}/gate`]: { status: 200, body: view(true, 0.2, means) } });
  renderPage(<GatePanel account={account} />);
  expect(await screen.findByText(missing)).toBeTruthy();
  expect(screen.getByText('1.00%, at most 5% · done')).toBeTruthy();
  expect(screen.getByText(/To open it, have enough/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Open it' })).toBeNull();
});

it.each([
  [10_000_000, 'There is no larger account than those that you may already open.'],
  [100_000, 'There is no larger account than this one.'],
])('says that nothing larger is to be had beside %s', async (mostCash, text) => {
  const { gate, ...rest } = view(true, 0.2, { ...enough, mostCash });
  const body = { ...rest, gate: { ...gate, nextCash: null } };
  serve({ [`GET ${path}/gate`]: { status: 200, body } });
  renderPage(<GatePanel account={account} />);
  expect(await screen.findByText(text)).toBeTruthy();
});

it('says nothing of a requirement that it does not know', async () => {
  const { gate, ...rest } = view(false, null);
  const steps = [{ requirement: 'patience', isMet: false, needed: 1, have: 0 }];
  serve({ [`GET ${path}/gate`]: { status: 200, body: { ...rest, gate: { ...gate, steps } } } });
  renderPage(<GatePanel account={account} />);
  expect(await screen.findByText('– · missing')).toBeTruthy();
});
