import { screen } from '@testing-library/react';
import { beforeEach, it, vi } from 'vitest';
import type { ComponentProps } from 'react';
import type { TradingSession } from '@/lib/live/hours';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { BarSourcesContext, type BarSources } from './barSources';
import type { BarSource } from './barSource';
import { ChartPanel } from './ChartPanel';
import type { CandleView } from './CandleView';
import type { Interval } from './intervals';
import type { ChartLook } from './look';

vi.mock('../adjusted/BarsWatch', () => ({ default: () => null }));
vi.mock('./CandleView', () => ({
  CandleView: ({
    showsAlerts,
    sessions,
  }: Pick<ComponentProps<typeof CandleView>, 'showsAlerts' | 'sessions'>) => (
    <>
      <p>{showsAlerts ? 'alerts' : 'no alerts'}</p>
      <p>{sessions ? (sessions.hasCalendar ? 'sessions' : 'days') : 'no sessions'}</p>
    </>
  ),
}));

const state = {
  bars: [{ t: 0, o: 1, h: 1, l: 1, c: 1, v: 1 }],
  status: 'ready',
  error: null,
  loadingEarlier: false,
  feed: { state: 'open', since: 0 },
};

const source = {
  symbol: 'BTC-SIM',
  interval: '1h',
  state,
  subscribe: () => () => undefined,
  hear: () => () => undefined,
} as unknown as BarSource;

type Of = { isReplay?: boolean; interval?: Interval; sessions?: TradingSession[] | null };

function show(look: Partial<ChartLook>, { isReplay = false, interval = '1h', sessions = null }: Of = {}) {
  serve({});
  const sources: BarSources = { isReplay, of: () => source, show: () => () => undefined };
  renderPage(
    <BarSourcesContext value={sources}>
      <ChartPanel
        symbol="BTC-SIM"
        priceDigits={2}
        offered={['1h']}
        live
        interval={interval}
        sessions={sessions}
        setInterval={() => undefined}
        look={{ type: 'candles', scale: 'normal', ...look }}
        setLook={() => undefined}
        others={[]}
        onCompare={() => undefined}
        onUncompare={() => undefined}
        isActive={false}
        isMain
        crosshairs={null}
      />
    </BarSourcesContext>,
  );
}

beforeEach(() => switchLanguage('en'));

it('shows the prices of alerts', async () => {
  show({});
  await screen.findByText('alerts');
});

it('hides them by the setting of the layout', async () => {
  show({ hidesAlerts: true });
  await screen.findByText('no alerts');
});

it('hides them in a replay, as they wait for prices of now', async () => {
  show({}, { isReplay: true });
  await screen.findByText('no alerts');
});

it.each([
  ['days where there is no calendar', {}, {}, 'days'],
  ['sessions by a calendar', {}, { sessions: [] }, 'sessions'],
  ['neither on bars of days', {}, { interval: '1d' as const, sessions: [] }, 'no sessions'],
  ['neither by the setting of the layout', { hidesSessions: true }, { sessions: [] }, 'no sessions'],
])('shows where they begin: %s', async (_, look, of, said) => {
  show(look, of);
  await screen.findByText(said);
});
