import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { session } from '@/lib/auth/session';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { WaitlistPage } from './WaitlistPage';

const place = { state: 'pending', position: null, referrals: 0, mostReferrals: 10, referralLink: null };
const waiting = {
  ...place,
  state: 'waiting',
  position: 7,
  referralLink: 'https://ami.test/waitlist?ref=abc',
};

beforeEach(async () => {
  session.forget();
  await switchLanguage('en');
});

it('confirms only when the person says so, and then shows the place', async () => {
  const calls = serve({
    'POST /api/waitlist/place': { status: 200, body: place },
    'POST /api/waitlist/confirm': { status: 200, body: waiting },
  });
  renderPage(<WaitlistPage />, '/waitlist#token=secret');
  const confirm = await screen.findByRole('button', { name: 'Confirm my place' });
  expect(calls.some(({ path }) => path.endsWith('/confirm'))).toBe(false);
  await userEvent.click(confirm);
  expect(await screen.findByText('Your place: 7')).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>('Your link for friends').value).toBe(waiting.referralLink);
  expect(calls.at(-1)?.body).toEqual({ token: 'secret' });
});

it('says that a link does not work', async () => {
  serve({ 'POST /api/waitlist/place': { status: 404, body: { code: 'waitlist.link_invalid' } } });
  renderPage(<WaitlistPage />, '/waitlist#token=old');
  expect(await screen.findByText('This link does not work')).toBeTruthy();
});
