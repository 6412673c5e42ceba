import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve, type Call } from '@/testing/server';
import type { BarSource } from '../chart/barSource';
import { market } from '../chart/origin';
import { createChoices } from './choices';
import IndicatorDialog from './IndicatorDialog';
import { beta, obv, rsi, sma } from './testing';
import { ChoicesContext, useChoices } from './useChartIndicators';
import { wantedOf } from './wishes';

vi.mock('@/lib/flags/useFlags', () => ({ useFlags: () => () => true }));

const source = { symbol: 'BTC-SIM', interval: '1m', origin: market } as unknown as BarSource;
const all = [sma, rsi, obv, beta];
let choices = createChoices();

function Opened() {
  const [choice] = useChoices();
  const [shown, setShown] = useState<string | null>('all');
  return <IndicatorDialog source={source} wanted={wantedOf(choice, all)} shown={shown} onShow={setShown} />;
}

/** Refuses a period of 13. */
function values({ query }: Call) {
  return query.get('with')?.includes('13')
    ? { status: 400, body: { code: 'market.indicators_invalid', detail: 'No.' } }
    : {
        status: 200,
        body: { symbol: 'BTC-SIM', interval: '1m', t: [], series: [], forming: false, hasMore: true },
      };
}

const open = () => {
  const calls = serve({
    'GET /api/trading/indicators': { status: 200, body: all },
    'GET /api/trading/indicators/BTC-SIM': values,
    'GET /api/trading/symbols': {
      status: 200,
      body: {
        items: [
          { symbol: 'BTC-SIM', name: 'Bitcoin' },
          { symbol: 'ETH-SIM', name: 'Ether' },
        ],
      },
    },
  });
  renderPage(
    <ChoicesContext value={choices}>
      <Opened />
    </ChoicesContext>,
  );
  return calls;
};

beforeEach(() => {
  switchLanguage('en');
  choices = createChoices();
});

it('adds what is found, asks the server first, and shows it in order', async () => {
  const person = userEvent.setup();
  const calls = open();
  await person.type(await screen.findByRole('searchbox'), 'media');
  await person.click(await screen.findByRole('button', { name: 'Add Simple moving average' }));
  expect(screen.queryByRole('button', { name: 'Add Relative strength index' })).toBeNull();
  const list = await screen.findByRole('list', { name: 'On the chart' });
  expect(within(list).getByText('Simple moving average 20')).toBeTruthy();
  await person.clear(screen.getByRole('searchbox'));
  await person.click(screen.getByRole('button', { name: 'Add Beta' }));
  await waitFor(() => expect(choices.get().indicators).toHaveLength(2));
  const asked = calls.filter(({ path }) => path.endsWith('BTC-SIM')).map(({ query }) => query.toString());
  expect(asked).toEqual([
    'interval=1m&with=sma&limit=1',
    'interval=1m&with=sma%3Bbeta&benchmark=ETH-SIM&limit=1',
  ]);
  expect(choices.get()).toMatchObject({
    benchmark: 'ETH-SIM',
    indicators: [{ colors: ['blue'] }, { colors: ['orange'] }],
  });
  await person.click(screen.getByRole('button', { name: 'Move Beta 20 up' }));
  await person.click(screen.getByRole('button', { name: 'Hide Beta 20' }));
  await person.click(screen.getByRole('button', { name: 'Remove Simple moving average 20' }));
  expect(choices.get().indicators).toMatchObject([{ id: 'beta', hidden: true }]);
});

it('sets parameters within their ranges and colours, and keeps what the server refuses off the chart', async () => {
  const person = userEvent.setup();
  choices.add({ id: 'rsi', parameters: {}, colors: ['blue', 'orange'] });
  open();
  await person.click(await screen.findByRole('button', { name: 'Settings of Relative strength index 20' }));
  const period = await screen.findByLabelText('Period');
  await waitFor(() => expect(document.activeElement).toBe(period));
  for (const [typed, told] of [
    ['0', 'Enter a number from 1 to 2,000.'],
    ['2.5', 'Enter a whole number.'],
    ['13', 'These values contradict each other, or are too much work for one chart.'],
  ] as const) {
    await person.clear(period);
    await person.type(period, `${typed}{Enter}`);
    expect(await screen.findByText(told)).toBeTruthy();
  }
  expect(choices.get().indicators).toMatchObject([{ parameters: {} }]);
  await person.clear(period);
  await person.type(period, '9');
  await person.selectOptions(screen.getByLabelText('Colour of RSI'), 'Teal');
  expect(screen.queryByLabelText('Colour of State')).toBeNull();
  await person.click(screen.getByRole('button', { name: 'Apply' }));
  await waitFor(() =>
    expect(choices.get().indicators).toMatchObject([
      { parameters: { period: 9 }, colors: ['teal', 'orange'] },
    ]),
  );
});

it('is told in Spanish too, and says which count from a first bar', async () => {
  switchLanguage('es');
  choices.add({ id: 'obv', parameters: {}, colors: ['blue'] });
  open();
  const person = userEvent.setup();
  await person.click(await screen.findByRole('button', { name: 'Ajustes de Volumen en balance' }));
  expect(await screen.findByText(/depende de la barra desde la que cuenta/)).toBeTruthy();
});
