import { screen } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import type { BarSource } from '../chart/barSource';
import type { CandleChart } from '../chart/candleChart';
import { market } from '../chart/origin';
import { createSlot } from '../chart/slot';
import ActionMarks from './ActionMarks';

const day = 86_400;
const first = Date.UTC(2024, 1, 26) / 1000;
const action = (n: number, change: object) => ({
  day: new Date((first + n * day) * 1000).toISOString().slice(0, 10),
  at: new Date((first + n * day) * 1000).toISOString(),
  newShares: 1,
  oldShares: 1,
  dividend: 0,
  ...change,
});
const path = 'GET /api/trading/corporate-actions/SPLIT';

function show(answer: () => object, spacing = 50) {
  serve({ [path]: () => ({ status: 200, body: answer() }) });
  const state = { bars: Array.from({ length: 10 }, (_, n) => ({ t: first + n * day })) };
  const source = {
    symbol: 'SPLIT',
    interval: '1d',
    origin: market,
    state,
    subscribe: () => () => undefined,
  };
  const scale = {
    width: () => 400,
    logicalToCoordinate: (place: number) => place * spacing,
    subscribeVisibleLogicalRangeChange: () => undefined,
    unsubscribeVisibleLogicalRangeChange: () => undefined,
    subscribeSizeChange: () => undefined,
    unsubscribeSizeChange: () => undefined,
  };
  const chart = createSlot<CandleChart>();
  chart.set({ chart: { timeScale: () => scale } } as unknown as CandleChart);
  renderPage(<ActionMarks chart={chart} source={source as unknown as BarSource} priceDigits={2} />);
}

beforeEach(() => switchLanguage('en'));

it('marks splits and dividends at their bars, in words, and none that is out of sight or still to come', async () => {
  show(() => ({
    items: [
      action(2, { dividend: 0.25 }),
      action(7, { newShares: 4 }),
      action(9, { newShares: 2 }),
      action(36_500, { newShares: 3 }),
    ],
    factors: [],
  }));
  const marks = await screen.findAllByRole('button');
  expect(marks.map(({ textContent, style }) => [textContent, style.left])).toEqual([
    ['D', '100px'],
    ['S', '350px'],
  ]);
  expect(marks.map((mark) => mark.getAttribute('aria-label'))).toEqual([
    'Dividend of 0.2500 a share, Feb 28, 2024',
    'Split 4 : 1, Mar 4, 2024',
  ]);
});

it('shows those that would overlap as one', async () => {
  show(
    () => ({
      items: [
        action(2, { dividend: 0.25 }),
        action(3, { newShares: 4 }),
        action(4, { dividend: 0.5 }),
        action(5, { dividend: 0.75 }),
      ],
      factors: [],
    }),
    8,
  );
  const marks = await screen.findAllByRole('button');
  expect(marks.map(({ textContent, style }) => [textContent, style.left])).toEqual([
    ['S', '16px'],
    ['D', '40px'],
  ]);
  expect(marks[0]?.getAttribute('aria-label')).toBe(
    'Dividend of 0.2500 a share, Feb 28, 2024; Split 4 : 1, Feb 29, 2024; Dividend of 0.5000 a share, Mar 1, 2024',
  );
});
