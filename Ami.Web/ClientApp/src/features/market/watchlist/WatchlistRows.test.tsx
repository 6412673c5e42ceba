import { screen, within } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { At } from '@/testing/at';
import { renderPage } from '@/testing/render';
import { signIn } from '@/testing/signIn';
import type { SymbolSummary } from '../api/symbols';
import './texts';
import { WatchlistRows } from './WatchlistRows';
import type { Watchlist } from './watchlists';

const row = (symbol: string, sessions: SymbolSummary['sessions']) =>
  ({ symbol, name: symbol, priceDigits: 2, last: 1, change24h: 0, sessions }) as unknown as SymbolSummary;

beforeEach(async () => {
  signIn();
  await switchLanguage('en');
});

it('says in words which markets are closed', async () => {
  const opens = '2026-11-30T14:30:00Z';
  const [closes, dayEnds] = ['2026-11-30T21:00:00Z', '2026-11-30T21:00:00Z'];
  const list = {
    id: 'l1',
    name: 'Mine',
    items: [{ symbol: 'AAPL' }, { symbol: 'BTC-SIM' }],
  } as unknown as Watchlist;
  renderPage(
    <At time="2026-11-28T10:00:00Z">
      <WatchlistRows
        list={list}
        symbols={[row('AAPL', [{ opens, closes, dayEnds }]), row('BTC-SIM', null)]}
        current="AAPL"
        onItems={() => undefined}
      />
    </At>,
  );
  const tag = await screen.findByText('Closed');
  expect(tag.title).toMatch(/^Closed, opens Monday /);
  const [stock, coin] = screen.getAllByRole('listitem');
  expect(stock && within(stock).queryByText('Closed')).toBe(tag);
  expect(coin && within(coin).queryByText('Closed')).toBeNull();
});
