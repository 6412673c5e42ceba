import { screen } from '@testing-library/react';
import { beforeEach, it, vi } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { BarSourcesContext, type BarSources } from './barSources';
import type { BarSource } from './barSource';
import { ChartPanel } from './ChartPanel';
import type { ChartLook } from './look';

vi.mock('./CandleView', () => ({
  CandleView: ({ showsAlerts }: { showsAlerts: boolean }) => <p>{showsAlerts ? 'alerts' : 'no alerts'}</p>,
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

function show(look: Partial<ChartLook>, isReplay = false) {
  serve({});
  const sources: BarSources = { isReplay, of: () => source, show: () => () => undefined };
  renderPage(
    <BarSourcesContext value={sources}>
      <ChartPanel
        symbol="BTC-SIM"
        priceDigits={2}
        offered={['1h']}
        live
        interval="1h"
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
  show({}, true);
  await screen.findByText('no alerts');
});
