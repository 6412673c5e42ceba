import { act, screen } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { useSymbol, useSymbols } from './symbols';

function Names() {
  const all = useSymbols().data ?? [];
  const gold = useSymbol('gold-sim').data;
  return (
    <>
      <p>{all.map(({ name }) => name).join('; ')}</p>
      <h1>{gold?.name}</h1>
    </>
  );
}

beforeEach(() => switchLanguage('es'));

it('names simulated instruments in the language in use, and others as the server does', async () => {
  const items = [
    { symbol: 'GOLD-SIM', name: 'Gold, ounce (simulated)' },
    { symbol: 'AAPL', name: 'Apple Inc.' },
  ];
  serve({ 'GET /api/trading/symbols': { status: 200, body: { items } } });
  renderPage(<Names />);
  expect(await screen.findByText('Oro, onza; Apple Inc.')).toBeTruthy();
  expect(screen.getByRole('heading', { name: 'Oro, onza' })).toBeTruthy();
  await act(() => switchLanguage('en'));
  expect(screen.getByText('Gold, ounce; Apple Inc.')).toBeTruthy();
});
