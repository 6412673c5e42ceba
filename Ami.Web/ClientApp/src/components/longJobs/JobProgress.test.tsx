import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { session } from '@/lib/auth/session';
import { switchLanguage } from '@/lib/i18n';
import type { LinkState } from '@/lib/live/socket';
import { useLongJob, type LongJob } from '@/lib/longJobs/longJobs';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { JobProgress } from './JobProgress';

type Opened = {
  path: string;
  closed: boolean;
  onMessage: (m: object) => void;
  onState: (s: LinkState) => void;
};
const sockets = vi.hoisted(() => [] as Opened[]);
vi.mock('@/lib/live/connection', () => ({
  openLiveSocket(options: Opened) {
    const socket = { ...options, closed: false };
    sockets.push(socket);
    return { close: () => void (socket.closed = true) };
  },
}));

const job: LongJob = {
  id: '1',
  kind: 'market.import-candles',
  subject: 'BTCUSDT 1h',
  state: 'running',
  progress: { step: 1, steps: 3, fraction: 0.25, code: 'market.reading', figures: { rows: 12345 } },
  cancelRequested: false,
  attempt: 1,
  error: null,
  file: null,
  createdAt: '2026-01-02T03:00:00Z',
  startedAt: '2026-01-02T03:00:01Z',
  endedAt: null,
  keptUntil: null,
  revision: 3,
};
const ended = { endedAt: '2026-01-02T03:01:00Z', keptUntil: '2026-02-01T03:01:00Z', revision: 9 };

function Followed() {
  const { data } = useLongJob('1');
  return data ? <JobProgress job={data}>{data.subject}</JobProgress> : null;
}

const tell = (told: LongJob) => act(() => sockets.at(-1)?.onMessage({ type: 'job', job: told }));
const bar = () => screen.getByRole('progressbar', { name: 'Progress of Import of candles BTCUSDT 1h' });

beforeEach(async () => {
  sockets.length = 0;
  session.forget();
  await switchLanguage('en');
});

it('reads a job, follows it and closes the line when it has ended', async () => {
  serve({ 'GET /api/me/jobs/1': { status: 200, body: job } });
  renderPage(<Followed />);
  await screen.findByText('Step 1 of 3: Reading the file, 12,345 rows so far');
  expect(bar().getAttribute('aria-valuenow')).toBe('25');
  expect(sockets.map(({ path }) => path)).toEqual(['/api/me/jobs/stream']);

  tell({
    ...job,
    progress: { step: 3, steps: 3, fraction: 0.7, code: 'market.storing', figures: { rows: 20000 } },
    revision: 5,
  });
  await screen.findByText('Step 3 of 3: Storing 20,000 rows');
  // Overtaken by the one before.
  tell({ ...job, revision: 4 });
  screen.getByText('Step 3 of 3: Storing 20,000 rows');
  tell({ ...job, ...ended, state: 'succeeded', file: { name: 'report.txt', type: 'text/plain' } });
  await screen.findByText('Done');
  screen.getByRole('button', { name: 'Download report.txt' });
  expect(sockets[0]?.closed).toBe(true);
});

it('reads again what may have been missed before the line was there', async () => {
  let body = job;
  serve({ 'GET /api/me/jobs/1': () => ({ status: 200, body }) });
  renderPage(<Followed />);
  await screen.findByText(/^Step 1/);
  body = { ...job, ...ended, state: 'cancelled' };
  act(() => sockets[0]?.onState('live'));
  await screen.findByText('It was cancelled before it was done.');
});

it('cancels, and says so until the job has ended', async () => {
  const calls = serve({
    'GET /api/me/jobs/1': { status: 200, body: job },
    'POST /api/me/jobs/1/cancel': { status: 200, body: { ...job, cancelRequested: true, revision: 4 } },
  });
  renderPage(<Followed />);
  await userEvent.click(await screen.findByRole('button', { name: 'Cancel Import of candles BTCUSDT 1h' }));
  await screen.findByText('Cancelling…');
  expect(calls.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

it('says in words why a job failed, and shows what more there is', async () => {
  const failed = (code: string, message: string): LongJob => ({
    ...job,
    ...ended,
    state: 'failed',
    error: { code, message },
  });
  const { router } = renderPage(
    <JobProgress job={failed('long_job.interrupted', 'x')}>{'never'}</JobProgress>,
  );
  screen.getByText('It was cut off before it was done, because its process ended. Start it again.');
  expect(screen.queryByText('never')).toBeNull();
  expect(router.state.location.pathname).toBe('/');
  renderPage(<JobProgress job={failed('new.reason', 'Lines are wrong.\n  line 3: no price')} />);
  expect(screen.getByLabelText('Details').textContent).toContain('line 3: no price');
});
