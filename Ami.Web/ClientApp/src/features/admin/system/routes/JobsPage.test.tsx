import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { beforeEach, expect, it } from 'vitest';
import { session } from '@/lib/auth/session';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import type { JobRecord } from '../api/system';
import { JobPage } from './JobPage';
import { JobsPage } from './JobsPage';

const record: JobRecord = {
  id: '1',
  job: 'core.sweep',
  process: 'one:42',
  startedAt: '2026-01-02T03:11:00Z',
  endedAt: '2026-01-02T03:11:03Z',
  cutOff: false,
  runs: 1,
  items: 1234,
  errors: 0,
  error: null,
  log: '',
};
const failed = { ...record, id: '2', errors: 1, error: 'Boom\n  at Sweep', log: 'Began' };
const jobs = (...items: unknown[]) => ({ status: 200, body: { at: '2026-01-02T04:00:00Z', items } });
const runs = (items: JobRecord[], nextCursor: string | null = null) => ({
  status: 200,
  body: { items, nextCursor },
});
const runsOfSweep = 'GET /api/admin/jobs/core.sweep/runs';

const show = (address: string) =>
  renderPage(
    <Routes>
      <Route path="/admin/jobs" element={<JobsPage />} />
      <Route path="/admin/jobs/:name" element={<JobPage />} />
    </Routes>,
    address,
  );

const rowOf = async (name: string) => {
  const row = (await screen.findByText(name)).closest('tr');
  if (!row) throw new Error(`${name} stands in no row`);
  return within(row);
};

beforeEach(async () => {
  session.forget();
  localStorage.clear();
  await switchLanguage('en');
});

it('lists every job with its words and how its last run ended, and leads to its runs', async () => {
  serve({
    'GET /api/admin/jobs': jobs(
      { name: 'core.sweep', timing: '0 11 * * * ?', last: record },
      { name: 'identity.rotate-keys', timing: '0 37 * * * ?', last: failed },
      { name: 'notifications.send-mails', timing: 'every 00:00:02', last: { ...record, endedAt: null } },
      { name: 'core.sweep-audit', timing: '0 41 2 * * ?', last: { ...record, endedAt: null, cutOff: true } },
      { name: 'new.thing', timing: '0 0 3 ? * MON', last: null },
    ),
    [runsOfSweep]: runs([record]),
  });
  const { router } = show('/admin/jobs');
  const sweep = await rowOf('Remove old system data');
  sweep.getByText('Hourly at :11');
  sweep.getByText('OK');
  sweep.getByText('1,234');
  (await rowOf('Renew signing keys')).getByText('Failed');
  const mails = await rowOf('Send mail');
  mails.getByText('Running');
  mails.getByText('Every 2 s');
  (await rowOf('Remove old audit entries')).getByText('Cut off');
  const unknown = await rowOf('new.thing');
  unknown.getByText('Never ran');
  unknown.getByText('0 0 3 ? * MON');

  screen.getByRole('link', { name: 'Remove old system data' }).focus();
  await userEvent.keyboard('{Enter}');
  await screen.findByRole('heading', { name: 'Remove old system data' });
  expect(router.state.location.pathname).toBe('/admin/jobs/core.sweep');
  await screen.findByText('one · 42');
});

it('shows runs, those that failed alone, and what one had to say', async () => {
  const calls = serve({ [runsOfSweep]: runs([failed]) });
  const { router } = show('/admin/jobs/core.sweep');
  const row = await rowOf('one · 42');
  row.getByText('3 s');
  row.getByText('Failed');
  await userEvent.selectOptions(screen.getByLabelText('State'), 'Failed or cut off');
  await expect.poll(() => router.state.location.search).toBe('?state=failed');
  await expect.poll(() => calls.at(-1)?.query.get('failed')).toBe('true');
  expect(calls[0]?.query.has('failed')).toBe(false);

  await userEvent.click((await rowOf('one · 42')).getByRole('button'));
  const dialog = within(await screen.findByRole('dialog', { name: 'Remove old system data' }));
  expect(dialog.getByLabelText('Last error').textContent).toBe('Boom\n  at Sweep');
  expect(dialog.getByLabelText('Log').textContent).toBe('Began');
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => screen.queryByRole('dialog')).toBeNull();
});

it('reads further pages of runs', async () => {
  serve({
    [runsOfSweep]: ({ query }) =>
      query.get('cursor') === 'next'
        ? runs([{ ...record, id: '3', process: 'two:7' }])
        : runs([record], 'next'),
  });
  show('/admin/jobs/core.sweep');
  await userEvent.click(await screen.findByRole('button', { name: 'Load more' }));
  await screen.findByText('two · 7');
  screen.getByText('one · 42');
});

it('says that there is nothing yet', async () => {
  serve({ 'GET /api/admin/jobs': jobs(), 'GET /api/admin/jobs/new.thing/runs': runs([]) });
  const { router } = show('/admin/jobs');
  await screen.findByText('No job is known yet');
  await router.navigate('/admin/jobs/new.thing');
  await screen.findByText('No run is on record');
  screen.getByRole('heading', { name: 'new.thing' });
});

it('offers to try again when it failed', async () => {
  let broken = true;
  serve({
    'GET /api/admin/jobs': () =>
      broken
        ? { status: 503, body: { code: 'x.y' } }
        : jobs({ name: 'core.sweep', timing: '0 11 * * * ?', last: null }),
  });
  show('/admin/jobs');
  const again = await screen.findByRole('button', { name: 'Try again' });
  broken = false;
  await userEvent.click(again);
  await rowOf('Remove old system data');
});
