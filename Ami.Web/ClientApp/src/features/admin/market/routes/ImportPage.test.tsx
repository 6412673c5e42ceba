import { File as NodeFile } from 'node:buffer';
import { act, fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { session } from '@/lib/auth/session';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { ImportPage } from './ImportPage';

vi.mock('@/lib/live/connection', () => ({ openLiveSocket: () => ({ close: () => undefined }) }));

const job = {
  id: '1',
  kind: 'market.import-candles',
  subject: 'BTCUSDT 1h',
  state: 'queued',
  progress: null,
  cancelRequested: false,
  attempt: 0,
  error: null,
  file: null,
  createdAt: '2026-01-02T03:00:00Z',
  startedAt: null,
  endedAt: null,
  keptUntil: null,
  revision: 0,
};
// The browser's imitation has files that the real fetch does not know.
const file = new NodeFile(['"time,open"'], 'candles.csv', { type: 'text/csv' });
const seen = {
  interval: '4h',
  titles: ['when', 'open', 'high', 'low', 'last'],
  rows: [['2024-02-01', '1', '2', '1', '2']],
  columns: { time: 0, clock: null, open: 1, high: 2, low: 3, close: 4, volume: null },
  bars: [{ time: '2024-02-01T00:00:00Z', open: 1, high: 2, low: 1, close: 1.25, volume: 0 }],
  problems: [],
  recognised: [{ code: 'layout.untitled', parameters: { name: 'Binance klines' } }],
  refused: null,
  wantsMore: false,
};
const preview = 'POST /api/admin/market/imports/preview';

beforeEach(async () => {
  session.forget();
  await switchLanguage('en');
});

it('asks for file and symbol first, then uploads and follows by the address', async () => {
  const calls = serve({
    'GET /api/me/jobs': { status: 200, body: { items: [], nextCursor: null } },
    'GET /api/me/jobs/1': { status: 200, body: job },
    'POST /api/admin/market/imports': { status: 202, body: job },
    [preview]: { status: 200, body: seen },
  });
  const { router } = renderPage(<ImportPage />);
  await screen.findByText('You have imported nothing yet');
  await userEvent.click(screen.getByRole('button', { name: 'Import' }));
  screen.getByText('Choose a file.');
  screen.getByText('1 to 20 letters, digits, dots or hyphens.');

  fireEvent.drop(screen.getByText(/^Choose a CSV file/), { dataTransfer: { files: [file] } });
  screen.getByText('candles.csv (1 KiB)');
  await screen.findByText('4h, as the bars are apart');
  await userEvent.type(screen.getByLabelText('Symbol'), ' btcusdt ');
  await userEvent.selectOptions(screen.getByLabelText('The time column names'), 'when a bar closes');
  await userEvent.click(screen.getByLabelText(/^Leave out lines/));
  await userEvent.click(screen.getByRole('button', { name: 'Import' }));
  await screen.findByText('Waiting for its turn');
  expect(router.state.location.search).toBe('?job=1');

  const sent = calls.find(({ path }) => path === '/api/admin/market/imports');
  expect(Object.fromEntries(sent?.query ?? [])).toEqual({
    symbol: 'btcusdt',
    interval: '4h',
    layout: 'close-time',
    currency: 'USD',
    skipBadLines: 'true',
    acceptOpenEnd: 'false',
  });
  expect(sent?.body).toBe('time,open');
  expect(sent?.headers.get('Idempotency-Key')).toBeTruthy();
});

it('shows the report of an import that is done', async () => {
  serve({
    'GET /api/me/jobs': { status: 200, body: { items: [], nextCursor: null } },
    'GET /api/me/jobs/1': {
      status: 200,
      body: { ...job, state: 'succeeded', endedAt: '2026-01-02T03:01:00Z', revision: 9 },
    },
    'GET /api/admin/market/imports/1': {
      status: 200,
      body: {
        symbol: 'BTCUSDT',
        interval: '1h',
        layout: 'open_time',
        rows: 97,
        first: '2024-02-01T00:00:00Z',
        last: '2024-02-05T03:00:00Z',
        inserted: 90,
        present: 7,
        differing: 0,
        duplicates: 1,
        gaps: 1,
        missing: 3,
        firstGaps: [{ from: '2024-02-02T16:00:00Z', until: '2024-02-02T18:00:00Z', missing: 3 }],
        recognised: [
          { code: 'layout.untitled', parameters: { name: 'Binance klines' } },
          { code: 'what.is_new', parameters: {} },
        ],
        findings: ['warning outlier.wick, 2024-02-03 00:00: high is 40% outside the body'],
        badLines: 1,
        problems: ['line 5: has 2 columns instead of 6'],
        unfinished: 0,
        rounded: 0,
      },
    },
  });
  renderPage(<ImportPage />, '/?job=1');
  await screen.findByText('Bars in the file');
  screen.getByText('97');
  expect(screen.getByLabelText(/^First gaps/).textContent).toMatch(
    /Feb 2, 2024, 4:00.PM to Feb 2, 2024, 6:00.PM {2}3/,
  );
  const evidence = screen.getByLabelText('How the file was recognised');
  expect(evidence.textContent).toBe('Layout: Binance klines, without titles\nwhat.is_new');
  await act(() => switchLanguage('es'));
  expect(evidence.textContent).toBe('Forma: Binance klines, sin títulos\nwhat.is_new');
  await act(() => switchLanguage('en'));
  screen.getByText(/^warning outlier.wick/);
  screen.getByText('line 5: has 2 columns instead of 6');
  expect(screen.getByRole('link', { name: 'See BTCUSDT in the markets' }).getAttribute('href')).toBe(
    '/markets/BTCUSDT',
  );
});

it('shows how the file would be read, and imports it as its columns were named', async () => {
  const calls = serve({
    'GET /api/me/jobs': { status: 200, body: { items: [], nextCursor: null } },
    'GET /api/me/jobs/1': { status: 200, body: job },
    'POST /api/admin/market/imports': { status: 202, body: job },
    [preview]: ({ query }) => ({
      status: 200,
      body: query.get('map')?.includes('dates')
        ? seen
        : {
            ...seen,
            columns: null,
            bars: [],
            refused: { code: 'market.import_ambiguous', message: "Whether '01/02/2024' is …" },
          },
    }),
  });
  renderPage(<ImportPage />);
  await screen.findByText('You have imported nothing yet');
  const named = new NodeFile(['"time,open"'], 'BTCUSDT_4h.csv', { type: 'text/csv' });
  fireEvent.drop(screen.getByText(/^Choose a CSV file/), { dataTransfer: { files: [named] } });
  await screen.findByText(/^The file can be read in two ways/);
  screen.getByText("Whether '01/02/2024' is …");
  screen.getByText('No column is named for: Time or date, Open, High, Low, Close.');
  expect((screen.getByLabelText('Symbol') as HTMLInputElement).value).toBe('BTCUSDT');

  await userEvent.selectOptions(screen.getByLabelText('Order of dates'), 'day, month, year');
  await screen.findByText('First bars, as they would be stored');
  screen.getByText('1.25');
  expect(screen.getByLabelText('How the file was recognised').textContent).toBe(
    'Layout: Binance klines, without titles',
  );
  expect((screen.getByLabelText('last holds') as HTMLSelectElement).value).toBe('close');
  await userEvent.selectOptions(screen.getByLabelText('last holds'), 'Volume');
  screen.getByText('No column is named for: Close.');
  await userEvent.selectOptions(screen.getByLabelText('low holds'), 'Close');

  await userEvent.click(screen.getByRole('button', { name: 'Import' }));
  const path = '/api/admin/market/imports';
  await vi.waitFor(() => expect(calls.some((call) => call.path === path)).toBe(true));
  expect(calls.find((call) => call.path === path)?.query.get('map')).toBe('dates=dmy,volume=5,close=4');
});

it('sends the beginning of a large file, and all of it when that does not tell', async () => {
  const calls = serve({
    'GET /api/me/jobs': { status: 200, body: { items: [], nextCursor: null } },
    [preview]: ({ query }) => ({
      status: 200,
      body:
        query.get('part') === 'true'
          ? { ...seen, refused: { code: 'market.import_ambiguous', message: '?' }, wantsMore: true }
          : seen,
    }),
  });
  renderPage(<ImportPage />);
  await screen.findByText('You have imported nothing yet');
  const large = new NodeFile([JSON.stringify('x'.repeat(2 ** 21))], 'large.csv', { type: 'text/csv' });
  // What is cut off is no JSON, which the test's server reads.
  large.slice = () => new NodeFile(['"head"'], 'head.csv') as never;
  fireEvent.drop(screen.getByText(/^Choose a CSV file/), { dataTransfer: { files: [large] } });
  await screen.findByText('First bars, as they would be stored');
  const asked = calls.filter(({ method }) => method === 'POST');
  expect(asked.map(({ query, body }) => [query.get('part'), String(body).length])).toEqual([
    ['true', 4],
    ['false', 2 ** 21],
  ]);
});

it('shows nothing of another file while one is looked at, and asks for an interval that is not told', async () => {
  let isSlow = false;
  serve({
    'GET /api/me/jobs': { status: 200, body: { items: [], nextCursor: null } },
    [preview]: () => ({ status: 200, body: isSlow ? { ...seen, interval: null } : seen }),
  });
  renderPage(<ImportPage />);
  await screen.findByText('You have imported nothing yet');
  const zone = screen.getByText(/^Choose a CSV file/);
  fireEvent.drop(zone, { dataTransfer: { files: [file] } });
  await screen.findByText('4h, as the bars are apart');
  isSlow = true;
  const other = new NodeFile(['"other"'], 'other.csv', { type: 'text/csv' });
  fireEvent.drop(screen.getByText('candles.csv (1 KiB)'), { dataTransfer: { files: [other] } });
  screen.getByText('Looking at the file…');
  expect(screen.queryByText('First bars, as they would be stored')).toBeNull();
  await screen.findByText('First bars, as they would be stored');
  await userEvent.type(screen.getByLabelText('Symbol'), 'x');
  await userEvent.click(screen.getByRole('button', { name: 'Import' }));
  screen.getByText('Choose an interval, or wait until the file was looked at.');
});

it('shows no layout before there is a file', async () => {
  serve({ 'GET /api/me/jobs': { status: 200, body: { items: [], nextCursor: null } } });
  renderPage(<ImportPage />);
  await screen.findByText('You have imported nothing yet');
  expect(screen.queryByLabelText('Order of dates')).toBeNull();
});
