import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { loadDialogs } from '@/components/Dialog';
import { desk } from '@/features/market/commands/desk';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { signIn } from '@/testing/signIn';
import OrderCommands from './OrderCommands';

const position = (symbol: string) => ({
  symbol,
  quantity: 2,
  averagePrice: 90,
  mark: 100,
  unrealisedPnl: 20,
});

function Page() {
  const [symbol, setSymbol] = useState('BTC-SIM');
  return (
    <>
      <OrderCommands symbol={symbol} onOrder={() => undefined} />
      <button type="button" onClick={() => setSymbol(symbol === 'BTC-SIM' ? 'ETH-SIM' : 'SOL-SIM')}>
        Next chart
      </button>
    </>
  );
}

async function show(held: () => readonly string[] = () => ['BTC-SIM', 'ETH-SIM']) {
  vi.stubGlobal(
    'WebSocket',
    class {
      close() {
        return undefined;
      }
    },
  );
  serve({
    'GET /api/trading/paper/overview': () => ({
      status: 200,
      body: {
        accounts: [{ id: 'a1', currency: 'USD' }],
        accountId: 'a1',
        positions: held().map(position),
        workingOrders: [],
      },
    }),
    'GET /api/trading/symbols': { status: 200, body: { items: [] } },
  });
  const { client } = renderPage(<Page />);
  await vi.waitFor(() => expect(desk.now().orders?.hasPosition).toBe(true));
  return client;
}

const next = () => userEvent.click(screen.getByRole('button', { name: 'Next chart', hidden: true }));

beforeEach(async () => {
  loadDialogs();
  await switchLanguage('en');
  signIn();
});

it.each([
  ['close', /^Close .*ETH-SIM/],
  ['reverse', /^Reverse .*ETH-SIM/],
] as const)('asks to %s what is held in the symbol of the active chart', async (act_, title) => {
  await show();
  await next();
  act(() => desk.now().orders?.[act_]());
  expect(await screen.findByRole('dialog', { name: title })).toBeTruthy();
});

it('goes on about the position that was asked about when another chart becomes the active one', async () => {
  await show();
  act(() => desk.now().orders?.close());
  await screen.findByRole('dialog', { name: /BTC-SIM/ });
  await next();
  expect(screen.getByRole('dialog', { name: /BTC-SIM/ })).toBeTruthy();
});

it('says that there is nothing to close where the active chart has another symbol', async () => {
  await show();
  await next();
  await next();
  expect(desk.now().orders?.hasPosition).toBe(false);
});

it.each(['close', 'reverse'] as const)(
  'asks no more to %s what is gone, also when something is held again',
  async (act_) => {
    let held = ['BTC-SIM'];
    const client = await show(() => held);
    act(() => desk.now().orders?.[act_]());
    expect(await screen.findByRole('dialog', { name: /BTC-SIM/ })).toBeTruthy();
    for (const now of [[], ['BTC-SIM']]) {
      held = now;
      await act(() => client.invalidateQueries());
      await vi.waitFor(() => expect(desk.now().orders?.hasPosition).toBe(now.length > 0));
      expect(screen.queryByRole('dialog')).toBeNull();
    }
  },
);
