import { act, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { useIsPaused } from '@/lib/live/paused';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { useSymbol, useSymbols, type SymbolSummary } from './symbols';

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
afterEach(() => vi.useRealTimers());

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

const listed = { symbol: 'BTC-SIM', isPaused: false } as SymbolSummary;

function State({ isAsked }: { isAsked: boolean }) {
  return <p>{useIsPaused(listed, isAsked) ? 'paused' : 'traded'}</p>;
}

it('notices within 15 seconds that a symbol was paused, and that it goes on', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  let isPaused = false;
  serve({ 'GET /api/trading/symbols/BTC-SIM': () => ({ status: 200, body: { ...listed, isPaused } }) });
  renderPage(<State isAsked />);
  await act(() => vi.advanceTimersByTimeAsync(100));
  expect(screen.getByText('traded')).toBeTruthy();
  for (const next of [true, false]) {
    isPaused = next;
    await act(() => vi.advanceTimersByTimeAsync(15_100));
    expect(screen.getByText(next ? 'paused' : 'traded')).toBeTruthy();
  }
});

it('does not ask about the past', async () => {
  const calls = serve({
    'GET /api/trading/symbols/BTC-SIM': { status: 200, body: { ...listed, isPaused: true } },
  });
  renderPage(<State isAsked={false} />);
  expect(await screen.findByText('traded')).toBeTruthy();
  expect(calls).toEqual([]);
});
