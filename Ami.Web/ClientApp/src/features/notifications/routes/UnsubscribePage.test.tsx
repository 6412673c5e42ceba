import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { session } from '@/lib/auth/session';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { UnsubscribePage } from './UnsubscribePage';

beforeEach(async () => {
  session.forget();
  await switchLanguage('en');
});

it('asks first, ends the mails, and begins them again', async () => {
  let subscribed = true;
  const view = () => ({ status: 200, body: { title: 'Weekly summary', subscribed } });
  const calls = serve({
    'POST /api/notifications/subscription/find': view,
    'PUT /api/notifications/subscription': (call) => {
      subscribed = (call.body as { subscribed: boolean }).subscribed;
      return view();
    },
  });
  renderPage(<UnsubscribePage />, '/unsubscribe#token=abc');
  const stop = await screen.findByRole('button', { name: 'Stop these mails' });
  expect(screen.getByText(/of the kind “Weekly summary”/)).toBeTruthy();
  expect(calls.every(({ method }) => method === 'POST')).toBe(true);

  await userEvent.click(stop);
  await userEvent.click(await screen.findByRole('button', { name: 'Send them again' }));
  expect(await screen.findByRole('heading', { name: 'You will get these mails again' })).toBeTruthy();
  expect(calls.filter(({ method }) => method === 'PUT').map(({ body }) => body)).toEqual([
    { token: 'abc', subscribed: false },
    { token: 'abc', subscribed: true },
  ]);
});

it('says that a link does not work, without asking the server where there is no token', async () => {
  const calls = serve({
    'POST /api/notifications/subscription/find': {
      status: 400,
      body: { code: 'notifications.link_invalid' },
    },
  });
  renderPage(<UnsubscribePage />, '/unsubscribe');
  expect(await screen.findByRole('heading', { name: 'This link does not work' })).toBeTruthy();
  expect(calls).toHaveLength(0);
});
