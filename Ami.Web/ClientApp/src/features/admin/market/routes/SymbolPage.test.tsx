import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { beforeEach, expect, it } from 'vitest';
import { session } from '@/lib/auth/session';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve, type Call } from '@/testing/server';
import { signIn } from '@/testing/signIn';
import { SymbolPage } from './SymbolPage';
import { SymbolsPage } from './SymbolsPage';

const terms = {
  name: 'Bitcoin',
  assetClass: 'crypto',
  currency: 'USD',
  priceDigits: 2,
  quantityDigits: 3,
  minQuantity: 0.001,
  minNotional: 1,
  spreadBps: null,
  makerFeeBps: null,
  takerFeeBps: 10,
  slippageBps: null,
  depthUnits: null,
  depthDistance: null,
  borrowPctPerYear: null,
  fundingBps: null,
  fundingHours: null,
  calendar: null,
};
const row = {
  symbol: 'BTCUSDT',
  source: 'imported',
  isReplayed: false,
  pausedAt: null,
  terms,
  carrySince: null,
  minimumsByStaff: false,
  previous: { ...terms, takerFeeBps: 5 },
  changedAt: '2026-01-02T03:00:00Z',
  version: 3,
};
const details = {
  row,
  sources: [
    { source: 'imported', refusal: null },
    { source: 'binance', refusal: null },
    { source: 'polygon', refusal: 'market.source_not_configured' },
  ],
  isTraded: true,
};
const cost = {
  price: 100.1,
  spreadCost: 1,
  slippage: 0,
  fee: 1.001,
  levels: 1,
  holdingPerDay: 0,
  shortPerDay: 0,
};
const one = '/api/admin/market/symbols/BTCUSDT';

type Answers = Parameters<typeof serve>[0];

function open(more: Answers = {}) {
  const calls = serve({
    [`GET ${one}`]: { status: 200, body: details },
    'GET /api/admin/market/calendars': { status: 200, body: { items: [] } },
    [`POST ${one}/preview`]: { status: 200, body: { last: 100, cost } },
    ...more,
  });
  renderPage(
    <Routes>
      <Route path="/admin/market/symbols/:symbol" element={<SymbolPage />} />
      <Route path="*" element={<p>Elsewhere</p>} />
    </Routes>,
    '/admin/market/symbols/BTCUSDT',
  );
  return calls;
}

const sent = (calls: Call[], method: string, path: string) =>
  calls.filter((call) => call.method === method && call.path === path).map((call) => call.body);

beforeEach(async () => {
  session.forget();
  signIn('market.symbols', 'market.symbols-manage');
  await switchLanguage('en');
});

it('saves what was changed with the version that was seen, and shows what it would cost', async () => {
  const calls = open({ [`PUT ${one}/terms`]: { status: 200, body: { ...row, version: 4 } } });
  const fee = await screen.findByLabelText('Fee (basis points)');
  await screen.findByText('100.1 USD');
  await userEvent.clear(fee);
  await userEvent.type(fee, '12.5');
  screen.getByText('Not saved yet');
  await waitFor(() =>
    expect(sent(calls, 'POST', `${one}/preview`)).toContainEqual({
      terms: { ...terms, takerFeeBps: 12.5 },
      quantity: 10,
    }),
  );
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(sent(calls, 'PUT', `${one}/terms`)).toEqual([
      { terms: { ...terms, takerFeeBps: 12.5 }, version: 3 },
    ]),
  );
  await waitFor(() => expect(screen.queryByText('Not saved yet')).toBeNull());
});

it('says at the field what is wrong, sends nothing, and asks before it is left', async () => {
  const calls = open();
  const units = await screen.findByLabelText('Units at each price');
  await userEvent.type(units, '5');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  screen.getByText('Enter more than zero, with at most 2 decimals, or leave both empty.');
  expect(document.activeElement).toBe(screen.getByLabelText('Distance between prices'));
  expect(sent(calls, 'PUT', `${one}/terms`)).toEqual([]);
  await userEvent.click(screen.getByRole('link', { name: 'Symbols' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Stay' }));
  expect((units as HTMLInputElement).value).toBe('5');
});

it('keeps what was typed when somebody else was first, and shows what they decided', async () => {
  let version = 3;
  const calls = open({
    [`GET ${one}`]: () => ({
      status: 200,
      body:
        version === 3 ? details : { ...details, row: { ...row, version, terms: { ...terms, spreadBps: 7 } } },
    }),
    [`PUT ${one}/terms`]: () => {
      version = 4;
      return { status: 409, body: { code: 'market.symbol_changed' } };
    },
  });
  const fee = await screen.findByLabelText('Fee (basis points)');
  await userEvent.clear(fee);
  await userEvent.type(fee, '20');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText(/^Somebody else has changed this symbol/);
  await waitFor(() =>
    expect((screen.getByLabelText('Spread (basis points)') as HTMLInputElement).value).toBe('7'),
  );
  expect((fee as HTMLInputElement).value).toBe('20');

  await screen.findByText('Changed meanwhile');
  expect((screen.getByRole('button', { name: 'Save' }) as HTMLButtonElement).disabled).toBe(true);
  await userEvent.click(screen.getByRole('button', { name: 'Go on with what I typed' }));
  expect(screen.queryByText('Changed meanwhile')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(sent(calls, 'PUT', `${one}/terms`)).toEqual([
      { terms: { ...terms, takerFeeBps: 20 }, version: 3 },
      { terms: { ...terms, takerFeeBps: 20, spreadBps: 7 }, version: 4 },
    ]),
  );
});

it('restores what was before, pauses, and says why a source cannot be chosen', async () => {
  const calls = open({ [`PUT ${one}/pause`]: { status: 200, body: { ...row, version: 4 } } });
  await userEvent.click(await screen.findByRole('button', { name: /^Restore the values/ }));
  expect((screen.getByLabelText('Fee (basis points)') as HTMLInputElement).value).toBe('5');
  screen.getByText('Not possible: it is switched off, or this symbol is not among its symbols.');
  screen.getByRole('button', { name: 'Switch to Binance' });
  await userEvent.click(screen.getByRole('button', { name: 'Pause trading' }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Pause trading' }));
  await waitFor(() => expect(sent(calls, 'PUT', `${one}/pause`)).toEqual([{ paused: true, version: 3 }]));
});

it.each(['imported', 'polygon'])('says before a switch to %s that working orders end', async (source) => {
  open({
    [`GET ${one}`]: {
      status: 200,
      body: { row: { ...row, source: 'binance' }, sources: [{ source, refusal: null }], isTraded: true },
    },
  });
  await userEvent.click(await screen.findByRole('button', { name: /^Switch to/ }));
  within(await screen.findByRole('dialog')).getByText(/working orders end/);
});

it('lists symbols with what they cost, and leads to each', async () => {
  serve({
    'GET /api/admin/market/symbols': { status: 200, body: { items: [row], nextCursor: null, total: 1 } },
  });
  renderPage(<SymbolsPage />, '/admin/market/symbols');
  const link = await screen.findByRole('link', { name: /^BTCUSDT/ });
  expect(link.getAttribute('href')).toBe('/admin/market/symbols/BTCUSDT');
  screen.getByText('as usual');
  screen.getByRole('link', { name: 'Trading hours' });
});
