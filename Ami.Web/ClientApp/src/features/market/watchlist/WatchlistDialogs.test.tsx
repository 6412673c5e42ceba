import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { loadDialogs } from '@/components/Dialog';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { keptAlert } from '../alerts/testing';
import { WatchlistDialogs, type ListDialog } from './WatchlistDialogs';

const list = { id: 'w', version: 3, name: 'Coins', items: [{ symbol: 'BTC-SIM' }] };

const onList = (id: string, change: object = {}) =>
  keptAlert({ id, symbol: null, watchlistId: 'w', isArmed: null, ...change });

const known = (items: object[]) => ({ status: 200, body: { items, secretMadeAt: null } });

function show(dialog: ListDialog, alerts: Parameters<typeof serve>[0][string] = known([])) {
  const calls = serve({
    'GET /api/trading/alerts': alerts,
    'GET /api/trading/indicators': { status: 200, body: [] },
    'DELETE /api/trading/watchlists/w': { status: 204 },
  });
  renderPage(
    <WatchlistDialogs
      dialog={dialog}
      list={list}
      symbols={[]}
      onSave={() => undefined}
      onMake={() => undefined}
      onClose={() => undefined}
    />,
  );
  return calls;
}

beforeEach(async () => {
  loadDialogs();
  await switchLanguage('en');
});

it('says that alerts on the list end with it, and reads them again', async () => {
  const calls = show(
    'delete',
    known([onList('a'), onList('b'), onList('off', { enabled: false }), keptAlert({})]),
  );
  await screen.findByText(/3 alerts on its symbols end with it\./);
  const reads = () => calls.filter(({ path }) => path.startsWith('/api/trading/alerts')).length;
  const before = reads();
  await userEvent.click(screen.getByRole('button', { name: 'Delete the list' }));
  await waitFor(() => expect(reads()).toBeGreaterThan(before));
});

it('says nothing of alerts where none is on the list', async () => {
  show('delete', known([keptAlert({})]));
  await screen.findByText('The list goes on every device. Symbols and positions are not touched.');
});

it('deletes nothing before it is known which alerts end with it', async () => {
  show('delete');
  const button = await screen.findByRole<HTMLButtonElement>('button', { name: 'Delete the list' });
  expect(button.disabled).toBe(true);
  await waitFor(() => expect(button.disabled).toBe(false));
});

it('says that there may be alerts where they cannot be read', async () => {
  show('delete', { status: 500, body: {} });
  await screen.findByText(/ Alerts on its symbols end with it\./);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Delete the list' }).disabled).toBe(false);
});

it('sets an alert on the symbols of the list', async () => {
  show('alert');
  await screen.findByText('New alert on Coins');
  screen.getByText('once at each symbol');
});
