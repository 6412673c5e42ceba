import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import type { Bar } from '../chart/bars';
import type { BarSource } from '../chart/barSource';
import { createSlot } from '../chart/slot';
import type { Compared } from './comparedSource';
import { CompareLegend } from './CompareLegend';
import { flat } from './testing';

vi.mock('@/lib/flags/useFlags', () => ({ useFlags: () => () => true }));

const bars = [flat(60, 100), flat(120, 110), flat(180, 120)];
const state = { bars };
const source = {
  symbol: 'BTC-SIM',
  interval: '1m',
  state,
  subscribe: () => () => undefined,
} as unknown as BarSource;

function other(symbol: string, closes: [number, number][], state: Partial<Compared['state']> = {}) {
  const [map, retry] = [new Map(closes), vi.fn()];
  return {
    symbol,
    closes: () => map,
    state: { status: 'ready', error: null, isEmpty: false, ...state },
    subscribe: () => () => undefined,
    retry,
  } as unknown as Compared;
}

function show(others: Compared[]) {
  serve({
    'GET /api/trading/symbols': { status: 200, body: { items: [{ symbol: 'ETH-SIM', priceDigits: 1 }] } },
  });
  const [hovered, since, onRemove] = [createSlot<Bar>(), createSlot<number>(), vi.fn()];
  since.set(60);
  renderPage(<CompareLegend {...{ source, others, hovered, since, onRemove }} />);
  const row = (symbol: string) => {
    const rows = screen.getAllByRole('listitem');
    const found = rows.find((each) => each.dataset.compared === symbol);
    if (!found) throw new Error(`There is no row of ${symbol}.`);
    return found;
  };
  return { hovered, since, onRemove, row };
}

beforeEach(() => switchLanguage('en'));

it('says values and percent of the newest bar, and of the one under the crosshair, since the first in sight', async () => {
  const eth = other('ETH-SIM', [
    [60, 10],
    [120, 11],
    [180, 15],
  ]);
  const { hovered, since, row } = show([eth, other('SOL-SIM', [[120, 4]])]);
  expect(await within(row('ETH-SIM')).findByText('15.0')).toBeTruthy();
  expect(row('ETH-SIM').textContent).toContain('+50.00%');
  expect(row('SOL-SIM').textContent).toContain('4.00');
  const scale = screen.getByText(/Percent since/).closest('p');
  expect(scale?.textContent).toContain('BTC-SIM +20.00%');
  act(() => hovered.set(bars[0] ?? null));
  expect(row('ETH-SIM').textContent).toContain('10.0 0.00%');
  // It has no bar there, and none is made up.
  expect(row('SOL-SIM').textContent).toContain('– –');
  act(() => {
    hovered.set(null);
    since.set(120);
  });
  expect(row('ETH-SIM').textContent).toContain('+36.36%');
  expect(scale?.textContent).toContain('+9.09%');
});

it('says why there is no value, tries again, and takes one away', async () => {
  const person = userEvent.setup();
  const failed = other('ETH-SIM', [], { error: new Error('Away.'), status: 'failed' });
  const { row, onRemove } = show([
    failed,
    other('SOL-SIM', [], { isEmpty: true }),
    other('ADA-SIM', []),
    other('DOT-SIM', [], { status: 'loading' }),
  ]);
  expect(within(row('SOL-SIM')).getByText('no 1m bars')).toBeTruthy();
  expect(within(row('ADA-SIM')).getByText('no bars of this time')).toBeTruthy();
  expect(within(row('DOT-SIM')).getByText('loading…')).toBeTruthy();
  await person.click(within(row('ETH-SIM')).getByRole('button', { name: 'Try again' }));
  expect(failed.retry).toHaveBeenCalledOnce();
  await person.click(screen.getByRole('button', { name: 'Stop comparing with ADA-SIM' }));
  expect(onRemove).toHaveBeenCalledWith('ADA-SIM');
});
