import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { signIn } from '@/testing/signIn';
import type { Account } from '../api/types';
import '../texts';
import { CreateAccountDialog } from './CreateAccountDialog';
import { ResetAccountDialog } from './ResetAccountDialog';

const means = (body = { wallet: 9_900_000, mostCash: 100_000, accountsLeft: 9 }) => ({
  'GET /api/trading/paper/means': { status: 200, body },
});

beforeEach(async () => {
  await switchLanguage('en');
  signIn();
});

it('says before anything is sent that a larger account is earned', async () => {
  const calls = serve(means());
  renderPage(<CreateAccountDialog onClose={() => undefined} onCreated={() => undefined} />);
  await screen.findByText('From 100 to 100,000 of simulated money, from your practice wallet.');
  fireEvent.change(screen.getByLabelText('Name'), { target: { value: 'Big' } });
  fireEvent.change(screen.getByLabelText('Starting cash (USD)'), { target: { value: '250000' } });
  await userEvent.click(screen.getByRole('button', { name: 'Create account' }));
  await screen.findByText(/At most 100,000\. A larger account is earned/);
  expect(calls.filter(({ method }) => method === 'POST')).toEqual([]);
});

it('says when there are as many accounts as there may be', async () => {
  serve(means({ wallet: 9_000_000, mostCash: 100_000, accountsLeft: 0 }));
  renderPage(<CreateAccountDialog onClose={() => undefined} onCreated={() => undefined} />);
  await screen.findByText('You have the largest number of practice accounts.');
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Create account' }).disabled).toBe(true);
});

it('resets to what the account had, and to more where the wallet has it', async () => {
  serve(means({ wallet: 10_000, mostCash: 100_000, accountsLeft: 9 }));
  const account = { id: 'a1', name: 'Main', currency: 'USD', startingCash: 60_000, leverage: 1 } as Account;
  renderPage(<ResetAccountDialog account={account} onClose={() => undefined} />);
  await screen.findByText(/^From 100 to 100,000/);
  const cash = screen.getByLabelText('Starting cash (USD)');
  fireEvent.change(cash, { target: { value: '70000.01' } });
  await screen.findByText(/There are \$10,000\.00 in your practice wallet/);
  fireEvent.change(cash, { target: { value: '70000' } });
  expect(screen.queryByText(/practice wallet\. Top it up/)).toBeNull();
});
