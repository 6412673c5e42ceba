import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { loadDialogs } from '@/components/Dialog';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve, type Call } from '@/testing/server';
import { rsi, sma } from '../indicators/testing';
import type { Scan, Screen } from '../screener/api';
import { ScreenerPage } from './ScreenerPage';

const row = (symbol: string, ...values: (number | null)[]) => ({
  symbol,
  name: symbol,
  simulated: true,
  last: 10,
  change24h: 0.02,
  t: 1_700_000_000,
  values,
});

const found: Scan = {
  interval: '4h',
  scanned: 3,
  items: [row('AAA', 29.5, -1), row('BBB', 12.25, null)],
  unjudged: [{ symbol: 'CCC', reason: 'tooFewBars' }],
  at: '2026-01-01T12:00:00Z',
  nextClose: null,
};

const fine = (body: unknown) => ({ status: 200, body });

function open(address = '/markets/screener', replies: Parameters<typeof serve>[0] = {}) {
  const calls = serve({
    'GET /api/trading/symbols': fine({ items: [] }),
    'GET /api/trading/watchlists': fine({ items: [] }),
    'GET /api/trading/indicators': fine([sma, { ...rsi, outputs: rsi.outputs.slice(0, 1) }]),
    'GET /api/trading/screens': fine({ items: [] }),
    'POST /api/trading/screener/scan': fine(found),
    ...replies,
  });
  const { router } = renderPage(<ScreenerPage />, address);
  return { router, calls, scans: () => calls.filter((call) => call.method === 'POST') };
}

const rows = () =>
  within(screen.getByRole('group', { name: 'Results' }))
    .getAllByRole('link')
    .map((link) => link.textContent);

beforeEach(async () => {
  localStorage.clear();
  await switchLanguage('en');
});

it('scans with an example at once, sorts by its column, and says what is undefined and what could not be judged', async () => {
  const { router, scans } = open();
  await screen.findByText('Choose an example, or say what you look for');
  fireEvent.change(screen.getByRole('combobox', { name: 'Screens' }), {
    target: { value: 'example-oversold' },
  });
  await waitFor(() => expect(rows()).toEqual(['BBB', 'AAA']));
  expect(scans()[0]?.body).toEqual({
    interval: '4h',
    rule: 'rsi(close, 14) < 30',
    columns: [
      { title: 'RSI 14', formula: 'rsi(close, 14)' },
      { title: null, formula: 'change_pct(close, 10)' },
    ],
    watchlist: null,
  });
  expect(screen.getByText('Example')).toBeTruthy();
  expect(screen.getByText('Undefined')).toBeTruthy();
  expect(screen.getByText('1 symbol could not be judged')).toBeTruthy();
  expect(screen.getByText('Too few bars for this condition')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: /^RSI 14/ }));
  expect(rows()).toEqual(['AAA', 'BBB']);
  expect(router.state.location.search).toBe('?screen=example-oversold&sort=-column0');
  expect(screen.getByRole('link', { name: 'AAA' }).getAttribute('href')).toBe('/markets/AAA?interval=4h');
  screen.getByRole('link', { name: 'AAA' }).focus();
  await userEvent.keyboard('{ArrowDown}');
  expect(document.activeElement?.textContent).toBe('BBB');
});

it('makes an alert on all symbols of what is looked for, which none need fulfil now', async () => {
  loadDialogs();
  const kept: Call[] = [];
  open('/markets/screener?screen=example-oversold', {
    'POST /api/trading/screener/scan': fine({ ...found, items: [] }),
    'POST /api/trading/alerts/preview': fine({
      rule: 'rsi(close, 14) < 30',
      bars: 200,
      from: '2026-01-01T00:00:00Z',
      fired: 7,
      newest: [{ bar: '2026-03-10T12:00:00Z', price: 101, symbol: 'BBB' }],
      holdsNow: ['AAA', 'CCC'],
      symbols: 3,
      listed: 5,
    }),
    'GET /api/trading/alerts': fine({ items: [], secretMadeAt: null }),
  });
  vi.spyOn(crypto, 'randomUUID').mockReturnValue('0198c5b1-0000-7000-8000-000000000001');
  const user = userEvent.setup();
  await screen.findByText(/^None of 3 symbols/);
  await user.click(screen.getByRole('button', { name: 'Alert me' }));
  await screen.findByText('New alert on All symbols');
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: /Condition/ }).value).toBe(
    'rsi(close, 14) < 30',
  );
  await screen.findByText(
    /would have fired 7 times in the last 200 bars of 4h of 3 of 5 symbols: there was no time for the others, last at .* \(BBB\)\. True now, and waiting until it has been false once: AAA, CCC\./,
  );
  serve({
    'PUT /api/trading/alerts/0198c5b1-0000-7000-8000-000000000001': (call) => {
      kept.push(call);
      return fine({});
    },
    'GET /api/trading/alerts': fine({ items: [], secretMadeAt: null }),
  });
  await user.click(screen.getByRole('button', { name: 'Set the alert' }));
  await waitFor(() => expect(kept).toHaveLength(1));
  expect(kept[0]?.body).toMatchObject({
    symbol: null,
    interval: '4h',
    rule: 'rsi(close, 14) < 30',
    form: null,
  });
});

it('writes a rule for who does not', async () => {
  const { scans } = open();
  await screen.findAllByRole('option', { name: 'Relative strength index', hidden: true });
  await userEvent.click(screen.getByRole('button', { name: 'Add a condition' }));
  expect(screen.getByText('rsi(close, 20) > 50')).toBeTruthy();
  const one = within(screen.getByRole('group', { name: 'Condition 1' }));
  fireEvent.change(one.getByLabelText('Value'), { target: { value: 'sma' } });
  fireEvent.change(one.getByLabelText('Comparison'), { target: { value: '<' } });
  await userEvent.clear(one.getByLabelText('Period'));
  await userEvent.type(one.getByLabelText('Period'), '7');
  await userEvent.click(screen.getByRole('button', { name: 'Add a condition' }));
  expect(screen.getByText('sma(close, 7) < 50 and rsi(close, 20) > 50')).toBeTruthy();
  fireEvent.change(screen.getByLabelText('A symbol must fulfil'), { target: { value: 'or' } });
  await userEvent.click(screen.getByRole('button', { name: 'Scan' }));
  await waitFor(() =>
    expect(scans()[0]?.body).toMatchObject({
      rule: 'sma(close, 7) < 50 or rsi(close, 20) > 50',
      columns: [],
    }),
  );
});

it('shows where a rule is wrong, and mends it by a press', async () => {
  const wrong = {
    field: 'rule',
    code: 'rules.unknown-function',
    start: 0,
    length: 4,
    message: { english: 'There is no function “rssi”.', spanish: '…' },
    suggestion: 'rsi',
  };
  const refuse = (call: Call) =>
    JSON.stringify(call.body).includes('rssi')
      ? { status: 400, body: { code: 'market.rule_invalid', detail: '…', rules: [wrong] } }
      : fine({ ...found, items: [], unjudged: [] });
  open('/markets/screener', { 'POST /api/trading/screener/scan': refuse });
  await userEvent.click(await screen.findByText('Text'));
  await userEvent.type(screen.getByRole('textbox', { name: 'Rule' }), 'rssi(close) < 30');
  await userEvent.click(screen.getByRole('button', { name: 'Scan' }));
  expect(await screen.findByText(/There is no function “rssi”/)).toBeTruthy();
  expect(document.querySelector('mark')?.textContent).toBe('rssi');
  await userEvent.click(screen.getByRole('button', { name: 'Write rsi' }));
  expect(screen.queryByText(/There is no function/)).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Scan' }));
  expect(await screen.findByText('None of 3 symbols matches')).toBeTruthy();
});

it('keeps a screen, deletes it and has it back', async () => {
  const id = 'c0ffee00-0000-4000-8000-000000000001';
  vi.spyOn(crypto, 'randomUUID').mockReturnValue(id);
  const put = (call: Call) => {
    const body = call.body as Pick<Screen, 'name' | 'body' | 'version'>;
    return fine({ ...body, id, version: body.version + 1, updatedAt: found.at });
  };
  const { calls } = open('/markets/screener?screen=example-trend', {
    [`PUT /api/trading/screens/${id}`]: put,
    [`DELETE /api/trading/screens/${id}`]: { status: 204 },
  });
  await screen.findByRole('group', { name: 'Results' });
  await userEvent.click(screen.getByRole('button', { name: 'Save as…' }));
  const name = await screen.findByRole('textbox', { name: 'Name' });
  await userEvent.clear(name);
  await userEvent.type(name, 'Mine{Enter}');
  await userEvent.click(await screen.findByRole('button', { name: 'Delete “Mine”' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(await screen.findByRole('option', { name: 'Mine' })).toBeTruthy();
  expect(calls.filter((call) => call.method === 'PUT').map((call) => call.body)).toMatchObject([
    { version: 0, name: 'Mine', body: { rule: 'adx(14) > 25 and close > sma(close, 50)' } },
    { version: 0, name: 'Mine' },
  ]);
  expect(calls.find((call) => call.method === 'DELETE')?.query.get('version')).toBe('1');
});
