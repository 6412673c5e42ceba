import { useQueryClient } from '@tanstack/react-query';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { loadDialogs } from '@/components/Dialog';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { OnlyAccountContext } from '../api/overview';
import type { Account, Position } from '../api/types';
import '../texts';
import ReverseDialog from './ReverseDialog';

const account = { id: 'a1', currency: 'USD' } as Account;
const position = { symbol: 'BTC-SIM', quantity: 2, mark: 100, unrealisedPnl: 5 } as Position;

const dialog = (
  <ReverseDialog
    account={account}
    position={position}
    digits={{ price: 2, quantity: 3 }}
    onClose={() => undefined}
  />
);

function show(isPaused: boolean, only: string | null = null) {
  const calls = serve({
    'GET /api/trading/symbols/BTC-SIM': { status: 200, body: { symbol: 'BTC-SIM', isPaused } },
    'POST /api/trading/paper/positions/reverse': { status: 200, body: {} },
  });
  renderPage(<OnlyAccountContext value={only}>{dialog}</OnlyAccountContext>);
  return calls;
}

const submit = () => screen.findByRole<HTMLButtonElement>('button', { name: 'Reverse position' });

afterEach(() => vi.useRealTimers());

beforeEach(async () => {
  loadDialogs();
  await switchLanguage('en');
});

it('says before anything is sent that a paused symbol cannot be reversed', async () => {
  const calls = show(true);
  const note = await screen.findByText(/^Trading of BTC-SIM is paused: .* You can close the position\.$/);
  const button = await submit();
  expect(button.disabled).toBe(true);
  expect(button.getAttribute('aria-describedby')).toBe(note.id);
  await userEvent.click(button);
  expect(calls.map(({ method }) => method)).not.toContain('POST');
});

/** The list of symbols was read before. */
function Listed({ children }: { children: ReactNode }) {
  useQueryClient().setQueryData(['market', 'symbols'], [{ symbol: 'BTC-SIM', isPaused: true }]);
  return children;
}

it('goes by the list of symbols until it has asked itself, and says a pause where nothing stood', async () => {
  let isRead = false;
  vi.useFakeTimers({ shouldAdvanceTime: true });
  serve({
    'GET /api/trading/symbols/BTC-SIM': () =>
      isRead ? { status: 200, body: { symbol: 'BTC-SIM', isPaused: false } } : { status: 500, body: {} },
  });
  renderPage(<Listed>{dialog}</Listed>);
  expect((await submit()).disabled).toBe(true);
  const status = screen.getByRole('status');
  expect(status.textContent).toMatch(/^Trading of BTC-SIM is paused/);
  isRead = true;
  await act(() => vi.advanceTimersByTimeAsync(15_100));
  expect((await submit()).disabled).toBe(false);
  expect(status.isConnected).toBe(true);
  expect(status.textContent).toBe('');
});

it('lets one that is not paused be reversed', async () => {
  show(false);
  expect((await submit()).disabled).toBe(false);
  expect(screen.queryByText(/is paused/)).toBeNull();
});

it('asks nothing of a replay, whose past nobody pauses', async () => {
  const calls = show(true, 'a1');
  expect((await submit()).disabled).toBe(false);
  expect(calls).toHaveLength(0);
});
