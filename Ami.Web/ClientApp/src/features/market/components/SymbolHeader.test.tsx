import { screen } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import type { SymbolSummary } from '../api/symbols';
import { SymbolHeader } from './SymbolHeader';

const summary = {
  symbol: 'BTC-SIM',
  name: 'Bitcoin',
  currency: 'USD',
  priceDigits: 2,
  source: 'simulated',
  change24h: null,
  volume24h: null,
  live: true,
  spark: [],
} as unknown as SymbolSummary;

beforeEach(() => switchLanguage('es'));

it('says that trading is paused, and what still works', async () => {
  renderPage(<SymbolHeader summary={summary} isPaused />);
  const said = await screen.findByRole('status');
  expect(said.textContent).toBe('Operativa en pausaLo que se tiene se puede cerrar');
});

it('says nothing of it while it is traded', async () => {
  renderPage(<SymbolHeader summary={summary} isPaused={false} />);
  await screen.findByRole('heading', { name: 'BTC-SIM' });
  expect(screen.queryByText('Operativa en pausa')).toBeNull();
});
