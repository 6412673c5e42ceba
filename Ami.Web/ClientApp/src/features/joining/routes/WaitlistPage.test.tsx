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

it.each([
  ['open', 'Everybody may register'],
  ['invitation', 'By invitation only'],
])('sends people to the sign-up where there is no waitlist (%s)', async (mode, title) => {
  serve({ 'GET /api/registration': { status: 200, body: { mode } } });
  renderPage(<WaitlistPage />, '/waitlist');
  expect(await screen.findByRole('heading', { name: title })).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Create your account' }).getAttribute('href')).toBe('/sign-up');
  expect(screen.queryByLabelText('Email')).toBeNull();
});

it('offers its form where there is one', async () => {
  serve({ 'GET /api/registration': { status: 200, body: { mode: 'waitlist' } } });
  renderPage(<WaitlistPage />, '/waitlist');
  expect(await screen.findByLabelText('Email')).toBeTruthy();
});

it('tells who waits that they need not any more', async () => {
  serve({
    'GET /api/registration': { status: 200, body: { mode: 'open' } },
    'POST /api/waitlist/place': { status: 200, body: waiting },
  });
  renderPage(<WaitlistPage />, '/waitlist#token=secret');
  expect(await screen.findByText('Everybody may register')).toBeTruthy();
  expect(screen.getByText('Your place: 7')).toBeTruthy();
});
