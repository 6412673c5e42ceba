import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { download } from '@/lib/api/download';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import type { Account } from '../api/types';
import StatisticsPanel from './StatisticsPanel';

vi.mock('@/lib/api/download', () => ({ download: vi.fn() }));
const account = { id: 'a1', name: 'Main', currency: 'USD', equity: 110, startingCash: 100 } as Account;
const other = { id: 'a2', name: 'Other', currency: 'USD', equity: 90, startingCash: 100 } as Account;
const group = { key: '3', trades: 4, wins: 3, result: 12, fees: 1, slippage: 0.5, totalR: 1.5 };
const lives = [
  { number: 1, startedAt: '2026-05-04T10:00:00Z', endedAt: null, startingCash: 100 },
  { number: 0, startedAt: '2026-05-01T10:00:00Z', endedAt: '2026-05-04T10:00:00Z', startingCash: 100 },
];
const view = (life: number) => ({
  life: lives.find(({ number }) => number === life),
  lives,
  maxDrawdown: 5,
  maxDrawdownPct: 0.05,
  statistics: {
    trades: 4,
    tradesWithR: 3,
    winRate: { value: 0.75, lower: 0.25, upper: 1 },
    expectancyR: { value: 0.5, lower: -0.2, upper: 1.2 },
    tradesNeeded: 120,
    result: 12,
    fees: 1,
    slippage: 0.5,
    slippageBps: 2.5,
    timeInMarket: 0.125,
    bySymbol: [{ ...group, key: 'BTC-SIM' }],
    byHour: [group],
    byWeekday: [{ ...group, key: '1' }],
  },
});
const replies = {
  'GET /api/trading/paper/accounts/a1/statistics': ({ query }: { query: URLSearchParams }) => ({
    status: 200,
    body: view(Number(query.get('generation') ?? 1)),
  }),
  'GET /api/trading/paper/accounts/a2/statistics': { status: 200, body: view(1) },
  'GET /api/trading/paper/equity': { status: 200, body: { points: [] } },
};

beforeEach(() => switchLanguage('en'));

it('says how sure each figure is, and groups trades by hour and day', async () => {
  serve(replies);
  renderPage(<StatisticsPanel account={account} accounts={[account]} />);
  expect(await screen.findByText('75.0% (between 25.0% and 100.0%)')).toBeTruthy();
  expect(screen.getByText('120, of which you have 3')).toBeTruthy();
  expect(screen.getByText('$0.50 worse than the price touched (2.50 basis points)')).toBeTruthy();
  expect(within(screen.getByRole('group', { name: 'By hour of the entry' })).getByText('03:00')).toBeTruthy();
  expect(
    within(screen.getByRole('group', { name: 'By weekday of the entry' })).getByText('Monday'),
  ).toBeTruthy();
  expect(screen.queryByText('Your accounts side by side')).toBeNull();
});

it('shows the period before a reset, and exports that one', async () => {
  const calls = serve(replies);
  renderPage(<StatisticsPanel account={account} accounts={[account]} />);
  await userEvent.selectOptions(await screen.findByLabelText('Period'), '0');
  await vi.waitFor(() =>
    expect(
      calls.some(({ path, query }) => path.endsWith('/statistics') && query.get('generation') === '0'),
    ).toBe(true),
  );
  await vi.waitFor(() => expect(screen.getByLabelText<HTMLSelectElement>('Period').value).toBe('0'));
  await userEvent.click(screen.getByRole('button', { name: /CSV/ }));
  expect(vi.mocked(download).mock.calls[0]?.[0]).toBe(
    '/api/trading/paper/accounts/a1/trades/export.csv?generation=0',
  );
});

it('exports the trades that were closed in the days of the address', async () => {
  serve(replies);
  renderPage(<StatisticsPanel account={account} accounts={[account]} />, '/?from=2026-03-01&to=2026-03-02');
  await userEvent.click(await screen.findByRole('button', { name: /CSV/ }));
  expect(vi.mocked(download).mock.lastCall?.[0]).toBe(
    '/api/trading/paper/accounts/a1/trades/export.csv?generation=1&from=2026-03-01&to=2026-03-02',
  );
});

it('keeps the days with the export, and offers none of days that are none', async () => {
  serve(replies);
  renderPage(<StatisticsPanel account={account} accounts={[account]} />, '/?from=2026-02-30');
  const part = within(
    await screen.findByRole('group', { name: 'Export of the closed trades of this period' }),
  );
  part.getByText('There is no such day, or it is not between 1900 and 2200.');
  expect(part.queryByRole('button', { name: /CSV/ })).toBeNull();
  await userEvent.click(part.getByRole('button', { name: 'All days' }));
  await part.findByRole('button', { name: /CSV/ });
});

it('puts several accounts side by side', async () => {
  serve(replies);
  renderPage(<StatisticsPanel account={account} accounts={[account, other]} />);
  const table = await screen.findByRole('group', { name: 'Your accounts side by side' });
  expect(within(table).getByRole('row', { name: /Main \+10\.00%/ })).toBeTruthy();
  expect(within(table).getByRole('row', { name: /Other .10\.00%/ })).toBeTruthy();
});
