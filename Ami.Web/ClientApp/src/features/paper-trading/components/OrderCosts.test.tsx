import { screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { signIn } from '@/testing/signIn';
import type { Account } from '../api/types';
import '../texts';
import { OrderCosts } from './OrderCosts';

const instrument = {
  simulated: true,
  symbol: 'BTC-SIM',
  currency: 'USD',
  priceDigits: 2,
  quantityDigits: 3,
  minQuantity: 0.001,
  minNotional: 1,
};
const account = { id: 'a1', marginCallLevel: 1.5 } as Account;
const request = {
  symbol: 'BTC-SIM',
  side: 'buy',
  type: 'limit',
  quantity: 35,
  limitPrice: 100.6,
  stopPrice: null,
} as const;
const costs = {
  expectedPrice: 100.57,
  worstPrice: 100.6,
  atOnce: 20,
  resting: 15,
  levels: 2,
  spreadCost: 10,
  slippage: 1,
  fee: 4.62,
  takerFeePct: 0.002,
  makerFeePct: 0.0004,
  depthUnits: 10,
  borrowPctPerYear: 0.05,
  fundingPct: 0.0001,
  fundingHours: 8,
  holdingPerDay: -1.25,
};

beforeEach(async () => {
  await switchLanguage('en');
  signIn();
});

describe('OrderCosts', () => {
  it('says what an order larger than the depth costs, and what of it rests', async () => {
    const calls = serve({ 'GET /api/trading/paper/order-costs': { status: 200, body: costs } });
    renderPage(<OrderCosts instrument={instrument} request={request} account={account} />);
    await screen.findByText('100.57');
    for (const text of [
      /^\$10\.00$/,
      /^\$1\.00$/,
      /^\$15\.62$/,
      /2 price levels/,
      /20.* fill at once.*15.* wait/,
    ])
      screen.getByText(text);
    screen.getByText(/\$4\.62 · taker 0\.200%, then maker 0\.040%/);
    expect(calls[0]?.query.get('quantity')).toBe('35');
    expect(calls[0]?.query.get('accountId')).toBe('a1');
    expect(calls[0]?.query.has('reduceOnly')).toBe(false);
  });

  it('asks about an order that only reduces as one', async () => {
    const calls = serve({ 'GET /api/trading/paper/order-costs': { status: 200, body: costs } });
    renderPage(
      <OrderCosts instrument={instrument} request={{ ...request, reduceOnly: true }} account={account} />,
    );
    await screen.findByText('100.57');
    expect(calls[0]?.query.get('reduceOnly')).toBe('true');
  });

  it.each([
    ['sell', /5\.00% of its value a year/, /every 8 h \(UTC\) you get 0\.010%/],
    ['buy', /^.?\$1\.25$/, /every 8 h \(UTC\) you pay 0\.010%/],
  ] as const)('says what holding a %s costs', async (side, first, second) => {
    serve({ 'GET /api/trading/paper/order-costs': { status: 200, body: costs } });
    renderPage(<OrderCosts instrument={instrument} request={{ ...request, side }} account={account} />);
    await screen.findByText(first);
    screen.getByText(second);
    screen.getByText('Holding it for a day');
    expect(screen.queryAllByText(/a year/)).toHaveLength(side === 'sell' ? 1 : 0);
  });

  it.each([
    [2.5, 83.33, '$83.33', null],
    [1.4, 95, '$95.00', /little margin would be left/],
    [0.9, 101, '$101.00', /margin would not suffice/],
    [null, null, 'none', null],
  ])(
    'says how the account is covered after it, at a level of %s',
    async (level, liquidationPrice, price, warning) => {
      const margin = { initial: 8_000, maintenance: 4_000, level, liquidationPrice };
      serve({ 'GET /api/trading/paper/order-costs': { status: 200, body: { ...costs, margin } } });
      renderPage(<OrderCosts instrument={instrument} request={request} account={account} />);
      await screen.findByText('$8,000.00');
      expect(screen.getByText('Liquidation price after it').nextElementSibling?.textContent).toBe(
        price.replace('$', ''),
      );
      screen.getByText(level === null ? 'nothing held' : `${level * 100}%`);
      expect(screen.queryAllByText(/margin would/)).toHaveLength(warning ? 1 : 0);
      if (warning) screen.getByText(warning);
    },
  );

  it('says so when they are not known', async () => {
    serve({ 'GET /api/trading/paper/order-costs': { status: 503, body: { code: 'market.no_quote' } } });
    renderPage(<OrderCosts instrument={instrument} request={request} account={account} />);
    expect(await screen.findByText(/costs are not known/)).toBeDefined();
  });
});
