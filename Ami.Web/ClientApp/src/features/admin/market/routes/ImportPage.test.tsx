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

beforeEach(async () => {
  session.forget();
  await switchLanguage('en');
});

it('asks for file and symbol first, then uploads and follows by the address', async () => {
  const calls = serve({
    'GET /api/me/jobs': { status: 200, body: { items: [], nextCursor: null } },
    'GET /api/me/jobs/1': { status: 200, body: job },
    'POST /api/admin/market/imports': { status: 202, body: job },
  });
  const { router } = renderPage(<ImportPage />);
  await screen.findByText('You have imported nothing yet');
  await userEvent.click(screen.getByRole('button', { name: 'Import' }));
  screen.getByText('Choose a file.');
  screen.getByText('1 to 20 letters, digits, dots or hyphens.');

  fireEvent.drop(screen.getByText(/^Choose a CSV file/), { dataTransfer: { files: [file] } });
  screen.getByText('candles.csv (1 KiB)');
  await userEvent.type(screen.getByLabelText('Symbol'), ' btcusdt ');
  await userEvent.selectOptions(screen.getByLabelText('The time column names'), 'when a bar closes');
  await userEvent.click(screen.getByLabelText(/^Leave out lines/));
  await userEvent.click(screen.getByRole('button', { name: 'Import' }));
  await screen.findByText('Waiting for its turn');
  expect(router.state.location.search).toBe('?job=1');

  const sent = calls.find(({ method }) => method === 'POST');
  expect(Object.fromEntries(sent?.query ?? [])).toEqual({
    symbol: 'btcusdt',
    interval: '1h',
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

it('asks how a file is to be read when the last import could not tell', async () => {
  const error = { code: 'market.import_ambiguous', message: 'Say it: --map dates=dmy' };
  const calls = serve({
    'GET /api/me/jobs': { status: 200, body: { items: [], nextCursor: null } },
    'GET /api/me/jobs/1': {
      status: 200,
      body: { ...job, state: 'failed', error, endedAt: '2026-01-02T03:01:00Z' },
    },
    'POST /api/admin/market/imports': { status: 202, body: job },
  });
  renderPage(<ImportPage />, '/?job=1');
  await userEvent.selectOptions(await screen.findByLabelText('Order of dates'), 'day, month, year');
  await userEvent.type(screen.getByLabelText('Open'), ' first ');
  fireEvent.drop(screen.getByText(/^Choose a CSV file/), { dataTransfer: { files: [file] } });
  await userEvent.type(screen.getByLabelText('Symbol'), 'x');
  await userEvent.click(screen.getByRole('button', { name: 'Import' }));
  await vi.waitFor(() => expect(calls.some(({ method }) => method === 'POST')).toBe(true));
  expect(calls.find(({ method }) => method === 'POST')?.query.get('map')).toBe('dates=dmy,open=first');
});

it('asks nothing about the layout before', async () => {
  serve({ 'GET /api/me/jobs': { status: 200, body: { items: [], nextCursor: null } } });
  renderPage(<ImportPage />);
  await screen.findByText('You have imported nothing yet');
  expect(screen.queryByLabelText('Order of dates')).toBeNull();
});
