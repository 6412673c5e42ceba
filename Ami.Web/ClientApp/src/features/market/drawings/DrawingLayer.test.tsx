import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createRef } from 'react';
import { beforeEach, expect, it } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { signIn } from '@/testing/signIn';
import type { BarSource } from '../chart/barSource';
import type { CandleChart } from '../chart/candleChart';
import { market } from '../chart/origin';
import { createSlot } from '../chart/slot';
import DrawingLayer from './DrawingLayer';

const source = {
  symbol: 'SPLIT',
  interval: '1d',
  origin: market,
  state: { bars: [] },
  subscribe: () => () => undefined,
} as unknown as BarSource;

beforeEach(async () => {
  signIn();
  await switchLanguage('en');
});

it('lets nobody draw before it is known where prices stand', async () => {
  let fails = true;
  serve({
    'GET /api/trading/drawings/SPLIT': { status: 200, body: { items: [] } },
    'GET /api/trading/corporate-actions/SPLIT': () =>
      fails
        ? { status: 400, body: { code: 'x', title: 'No.' } }
        : { status: 200, body: { items: [], factors: [] } },
  });
  renderPage(
    <DrawingLayer
      chart={createSlot<CandleChart>()}
      view={createRef()}
      canvas={createRef()}
      source={source}
      priceDigits={2}
      isActive
    />,
  );
  expect((await screen.findByRole('alert')).textContent).toMatch(/^Splits and dividends could not be loaded/);
  expect(screen.queryByRole('toolbar')).toBeNull();
  fails = false;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('toolbar')).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
});
