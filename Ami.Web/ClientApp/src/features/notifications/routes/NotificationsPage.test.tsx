import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { session } from '@/lib/auth/session';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { NotificationsPage } from './NotificationsPage';

const weekly = { kind: 'weekly', title: 'Weekly summary', isMandatory: false, inApp: true, email: false };
const safety = { kind: 'safety', title: 'Password changed', isMandatory: true, inApp: true, email: true };

beforeEach(async () => {
  session.forget();
  await switchLanguage('en');
});

it('switches one channel, keeps the other, and offers no switch for what protects the account', async () => {
  const stored = { ...weekly };
  const calls = serve({
    'GET /api/notifications/preferences': () => ({ status: 200, body: [{ ...stored }, safety] }),
    'PUT /api/notifications/preferences/weekly': (call) => {
      Object.assign(stored, call.body);
      return { status: 204 };
    },
  });
  renderPage(<NotificationsPage />);
  const email = await screen.findByRole<HTMLInputElement>('switch', { name: 'Weekly summary: By mail' });
  expect(screen.getAllByRole('switch')).toHaveLength(2);
  expect(screen.getByText('Password changed')).toBeTruthy();
  await userEvent.click(email);
  expect(email.checked).toBe(true);
  expect(calls.find(({ method }) => method === 'PUT')?.body).toEqual({ inApp: true, email: true });
});

it('takes a choice back that the server refuses, and says so', async () => {
  serve({
    'GET /api/notifications/preferences': { status: 200, body: [weekly] },
    'PUT /api/notifications/preferences/weekly': { status: 503, body: { code: 'x.y' } },
  });
  renderPage(<NotificationsPage />);
  const email = await screen.findByRole<HTMLInputElement>('switch', { name: 'Weekly summary: By mail' });
  await userEvent.click(email);
  await expect.poll(() => email.checked).toBe(false);
});
