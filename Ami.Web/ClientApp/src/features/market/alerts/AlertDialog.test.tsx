import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { loadDialogs } from '@/components/Dialog';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { rsi, sma } from '../indicators/testing';
import AlertDialog from './AlertDialog';
import { AlertsPanel } from './AlertsPanel';
import { keptAlert } from './testing';

const start = { symbol: 'BTC-SIM', interval: '1h', digits: 2, price: 100 };

const kept = keptAlert({
  id: '0198c5b1-0000-7000-8000-000000000001',
  version: 1,
  name: 'Mine',
  firedCount: 3,
  lastFiredAt: '2026-03-10T12:00:00Z',
});

const preview = {
  rule: 'close > 100',
  bars: 1000,
  from: '2026-01-01T00:00:00Z',
  fired: 4,
  newest: [{ bar: '2026-03-10T12:00:00Z', price: 101, symbol: 'BTC-SIM' }],
  holdsNow: ['BTC-SIM'],
  symbols: 1,
  listed: 1,
};

const wrong = {
  code: 'market.rule_invalid',
  detail: 'A rule is wrong.',
  rules: [
    {
      field: 'rule',
      code: 'rules.unknown-function',
      start: 8,
      length: 3,
      suggestion: 'rsi',
      message: { english: 'There is no function “rsj”.', spanish: 'No existe la función «rsj».' },
    },
  ],
};

function answers(more: Parameters<typeof serve>[0] = {}) {
  return serve({
    'GET /api/trading/indicators': { status: 200, body: [sma, rsi] },
    'GET /api/trading/symbols': { status: 200, body: { items: [] } },
    'GET /api/trading/alerts': { status: 200, body: { items: [kept], secretMadeAt: null } },
    'GET /api/trading/alerts/firings': { status: 200, body: { items: [] } },
    'GET /api/trading/corporate-actions/BTC-SIM': { status: 200, body: { items: [], factors: [] } },
    'POST /api/trading/alerts/preview': { status: 200, body: preview },
    ...more,
  });
}

beforeEach(async () => {
  loadDialogs();
  await switchLanguage('en');
});

it('writes the rule of a form, tells how often it would have fired, and keeps it', async () => {
  vi.spyOn(crypto, 'randomUUID').mockReturnValue(kept.id as ReturnType<typeof crypto.randomUUID>);
  const calls = answers({ [`PUT /api/trading/alerts/${kept.id}`]: { status: 200, body: kept } });
  const onClose = vi.fn();
  renderPage(<AlertDialog start={start} onClose={onClose} />);
  const user = userEvent.setup();
  await user.selectOptions(await screen.findByLabelText('When'), 'above');
  expect(screen.getByText('Rule: close > 100')).toBeTruthy();
  expect(await screen.findByText(/would have fired 4 times in the last 1,000 bars of 1h/)).toBeTruthy();
  expect(screen.getByText(/It is true now/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Set the alert' }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  const body = calls.find(({ method }) => method === 'PUT')?.body;
  expect(body).toMatchObject({
    version: 0,
    name: 'BTC-SIM above 100.00',
    rule: 'close > 100',
    form: { kind: 'price', way: 'above', level: 100 },
    repeat: 'always',
    enabled: true,
  });
});

it('is reached by any trade on the shortest bars of the symbol, and on those that are chosen', async () => {
  vi.spyOn(crypto, 'randomUUID').mockReturnValue(kept.id as ReturnType<typeof crypto.randomUUID>);
  const symbols = { items: [{ symbol: 'BTC-SIM', intervals: ['5m', '15m', '1h', '4h', '1d'] }] };
  const calls = answers({
    'GET /api/me/flags': { status: 200, body: { on: ['module.market'] } },
    'GET /api/trading/symbols': { status: 200, body: symbols },
    [`PUT /api/trading/alerts/${kept.id}`]: { status: 200, body: kept },
  });
  renderPage(<AlertDialog start={start} onClose={() => undefined} />);
  const user = userEvent.setup();
  expect(await screen.findByText(/in the last 1,000 bars of 5m/)).toBeTruthy();
  const bars = screen.getByLabelText<HTMLSelectElement>('Length of the bars');
  expect([bars.value, ...[...bars.options].map(({ value }) => value)]).toEqual([
    '5m',
    ...['5m', '15m', '1h', '4h', '1d'],
  ]);
  await user.click(screen.getByRole('button', { name: 'Set the alert' }));
  const sent = () => calls.findLast(({ method }) => method === 'PUT')?.body;
  await waitFor(() =>
    expect(sent()).toMatchObject({
      name: 'BTC-SIM reaches 100.00',
      interval: '5m',
      rule: 'high >= 100 and low <= 100 or crosses_above(close, 100) or crosses_below(close, 100)',
      form: { kind: 'price', way: 'reaches', level: 100 },
      margin: 0.1,
    }),
  );
  await user.selectOptions(bars, '4h');
  await user.click(screen.getByRole('button', { name: 'Set the alert' }));
  await waitFor(() => expect(sent()).toMatchObject({ interval: '4h' }));
});

it('leaves an alert of before on its bars until others are chosen', async () => {
  const calls = answers({ [`PUT /api/trading/alerts/${kept.id}`]: { status: 200, body: kept } });
  const alert = kept as Parameters<typeof AlertDialog>[0]['start']['alert'];
  renderPage(<AlertDialog start={{ ...start, alert }} onClose={() => undefined} />);
  const user = userEvent.setup();
  const bars = await screen.findByLabelText<HTMLSelectElement>('Length of the bars');
  await user.selectOptions(screen.getByLabelText('When'), 'reaches');
  expect(bars.value).toBe('1h');
  await user.selectOptions(bars, '1m');
  await user.click(screen.getByRole('button', { name: 'Keep the change' }));
  await waitFor(() =>
    expect(calls.find(({ method }) => method === 'PUT')?.body).toMatchObject({ version: 1, interval: '1m' }),
  );
});

it('waits for a level of a drawing, and is called by it', async () => {
  vi.spyOn(crypto, 'randomUUID').mockReturnValue(kept.id as ReturnType<typeof crypto.randomUUID>);
  const calls = answers({ [`PUT /api/trading/alerts/${kept.id}`]: { status: 200, body: kept } });
  renderPage(
    <AlertDialog
      start={{ ...start, drawing: { id: 'd', kind: 'fibRetracement' } }}
      onClose={() => undefined}
    />,
  );
  const user = userEvent.setup();
  const price = await screen.findByLabelText<HTMLSelectElement>('Which price of it');
  expect(price.selectedOptions[0]?.text).toBe('Level 0.618');
  await user.selectOptions(price, 'Level 1.272');
  await user.selectOptions(screen.getByLabelText('When'), 'above');
  await user.click(screen.getByRole('button', { name: 'Set the alert' }));
  await waitFor(() =>
    expect(calls.find(({ method }) => method === 'PUT')?.body).toMatchObject({
      name: 'BTC-SIM, Level 1.272',
      drawingId: 'd',
      rule: 'close > drawing.level_1_272',
      form: { kind: 'line', way: 'above', of: 'drawing.level_1_272' },
      interval: '1h',
    }),
  );
});

it('tells mistakes of a written rule where they are, and puts right what it can guess', async () => {
  answers({
    'POST /api/trading/alerts/preview': ({ body }) =>
      JSON.stringify(body).includes('rsj') ? { status: 400, body: wrong } : { status: 200, body: preview },
  });
  renderPage(<AlertDialog start={start} onClose={() => undefined} />);
  const user = userEvent.setup();
  await user.selectOptions(await screen.findByLabelText('What is watched'), 'text');
  const box = screen.getByRole<HTMLTextAreaElement>('textbox', { name: /Condition/ });
  await user.clear(box);
  await user.type(box, 'close > rsj(close)');
  expect(await screen.findByText('There is no function “rsj”.')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Show where' }));
  expect([box.selectionStart, box.selectionEnd]).toEqual([8, 11]);
  await user.click(screen.getByRole('button', { name: 'Write rsi' }));
  expect(box.value).toBe('close > rsi(close)');
  expect(await screen.findByText(/would have fired 4 times/)).toBeTruthy();
});

it('lists alerts with what they are up to, and switches one off', async () => {
  const sent = answers({
    [`PUT /api/trading/alerts/${kept.id}`]: { status: 200, body: { ...kept, enabled: false } },
  });
  renderPage(<AlertsPanel current="BTC-SIM" />);
  expect(await screen.findByText('Armed')).toBeTruthy();
  expect(screen.getByText(/fired 3 times/)).toBeTruthy();
  expect(await screen.findByText('Nothing has fired yet.')).toBeTruthy();
  await userEvent.click(screen.getByRole('switch', { name: 'On: Mine' }));
  await waitFor(() =>
    expect(sent.find(({ method }) => method === 'PUT')?.body).toMatchObject({ version: 1, enabled: false }),
  );
});

it('lists one on all symbols as watching each, and says where it fired', async () => {
  answers({
    'GET /api/trading/alerts': {
      status: 200,
      body: { items: [{ ...kept, symbol: null, isArmed: null, form: null }], secretMadeAt: null },
    },
    'GET /api/trading/alerts/firings': {
      status: 200,
      body: {
        items: [
          { id: '1', alertId: kept.id, name: 'Mine', symbol: 'ETH-SIM', price: 7, firedAt: kept.updatedAt },
        ],
      },
    },
  });
  renderPage(<AlertsPanel current="BTC-SIM" />);
  await screen.findByText('Watches every symbol');
  screen.getByText('All symbols · 1h · close > 100');
  await screen.findByText(/^ETH-SIM: 7.00 at/);
  await userEvent.click(screen.getByRole('button', { name: 'Change Mine' }));
  await screen.findByText('Change “Mine”', { selector: 'h2' });
  const what = screen.getByLabelText<HTMLSelectElement>('What is watched');
  expect([...what.options].map(({ text }) => text)).toEqual(['Rule, written', 'Indicator']);
  screen.getByText('once at each symbol');
});

it('lists one on a watchlist by its name, and one whose list was deleted', async () => {
  const onList = { ...kept, symbol: null, watchlistId: 'w', isArmed: null, form: null };
  const over = { ...onList, id: 'over', name: 'Over', watchlistId: 'gone', enabled: false };
  answers({
    'GET /api/trading/alerts': {
      status: 200,
      body: { items: [onList, { ...over, ended: 'watchlistGone' }], secretMadeAt: null },
    },
    'GET /api/trading/watchlists': {
      status: 200,
      body: { items: [{ id: 'w', version: 1, name: 'Coins', items: [] }] },
    },
  });
  renderPage(<AlertsPanel current="BTC-SIM" />);
  await screen.findByText('Watches each symbol of the list');
  await screen.findByText('Coins · 1h · close > 100');
  screen.getByText('A watchlist that is gone · 1h · close > 100');
  screen.getByText('The watchlist was deleted');
});

it('keeps one on a watchlist, on bars of the length that is chosen', async () => {
  const sent = answers({
    [`PUT /api/trading/alerts/${kept.id}`]: { status: 200, body: kept },
    'POST /api/trading/alerts/preview': { status: 200, body: { ...preview, symbols: 2, listed: 2 } },
  });
  vi.spyOn(crypto, 'randomUUID').mockReturnValue(kept.id as ReturnType<typeof crypto.randomUUID>);
  const list = { id: 'w', name: 'Coins' };
  renderPage(
    <AlertDialog
      start={{ symbol: null, watchlist: list, interval: '1h', digits: 2, price: null, rule: 'close > 100' }}
      onClose={() => undefined}
    />,
  );
  await screen.findByText('New alert on Coins');
  await userEvent.selectOptions(screen.getByLabelText('Length of the bars'), '4h');
  await screen.findByText(/4 times in the last 1,000 bars of 4h of 2 symbols/);
  await userEvent.click(screen.getByRole('button', { name: 'Set the alert' }));
  await waitFor(() =>
    expect(sent.find(({ method }) => method === 'PUT')?.body).toMatchObject({
      symbol: null,
      watchlistId: 'w',
      interval: '4h',
      name: 'Coins rule',
    }),
  );
  expect(sent.findLast(({ path }) => path.endsWith('preview'))?.body).toMatchObject({ watchlistId: 'w' });
});

it('says that a list without symbols is watched from the first one on', async () => {
  answers({
    'POST /api/trading/alerts/preview': {
      status: 200,
      body: { ...preview, bars: 0, fired: 0, newest: [], holdsNow: [], symbols: 0, listed: 0 },
    },
  });
  const watchlist = { id: 'w', name: 'Coins' };
  const rule = 'close > 100';
  renderPage(
    <AlertDialog
      start={{ symbol: null, watchlist, interval: '1h', digits: 2, price: null, rule }}
      onClose={() => undefined}
    />,
  );
  await screen.findByText(/The list has no symbols yet/);
});

it('says what to do where there is none yet', async () => {
  answers({ 'GET /api/trading/alerts': { status: 200, body: { items: [], secretMadeAt: null } } });
  renderPage(<AlertsPanel current="BTC-SIM" />);
  expect(await screen.findByText('No alerts yet')).toBeTruthy();
});
