import { screen } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { MarketsPage } from './MarketsPage';

const row = (symbol: string, source: string) => ({
  symbol,
  source,
  name: symbol,
  assetClass: 'crypto',
  currency: 'USD',
  priceDigits: 2,
  quantityDigits: 2,
  last: 1,
  change24h: 0,
  high24h: 1,
  low24h: 1,
  volume24h: 1,
  spark: [],
  live: false,
});

beforeEach(() => switchLanguage('en'));

it('says once that prices are simulated where all of them are', async () => {
  const items = [row('BTC-SIM', 'simulated'), row('ETH-SIM', 'simulated')];
  serve({ 'GET /api/trading/symbols': { status: 200, body: { items } } });
  renderPage(<MarketsPage />);
  await screen.findByRole('link', { name: 'ETH-SIM' });
  expect(screen.getAllByText(/simulated/i)).toHaveLength(1);
});

it('says of each where its prices come from when that differs', async () => {
  const items = [row('BTC-SIM', 'simulated'), row('AAPL', 'imported')];
  serve({ 'GET /api/trading/symbols': { status: 200, body: { items } } });
  renderPage(<MarketsPage />);
  await screen.findByRole('link', { name: 'AAPL' });
  expect(screen.getByRole('columnheader', { name: 'Source' })).toBeTruthy();
  expect(screen.getAllByText('Imported').length).toBeGreaterThan(0);
});

it('says in words which markets are closed, and in a hint when they open', async () => {
  const opens = new Date(Date.now() + 3_600_000).toISOString();
  const sessions = [{ opens, closes: '2099-01-01T00:00:00Z', dayEnds: '2099-01-01T00:00:00Z' }];
  const items = [{ ...row('AAPL', 'imported'), sessions }, row('MSFT', 'imported')];
  serve({ 'GET /api/trading/symbols': { status: 200, body: { items } } });
  renderPage(<MarketsPage />);
  const tag = await screen.findByText('Closed');
  expect(tag.title).toMatch(/^Closed, opens .*\d\d:\d\d$/);
});
