import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { session } from '@/lib/auth/session';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { SignUpGate } from './SignUpGate';

const providers = { 'GET /api/auth/oauth': { status: 200, body: [] } };
const mode = (name: string) => ({ 'GET /api/registration': { status: 200, body: { mode: name } } });

beforeEach(async () => {
  session.forget();
  await switchLanguage('en');
});

async function fill() {
  await userEvent.type(await screen.findByLabelText(/Name/), 'Ana');
  await userEvent.type(screen.getByLabelText('Email'), 'ana@example.com');
  await userEvent.type(screen.getByLabelText('Password'), 'correct horse battery staple');
  await userEvent.click(screen.getByRole('button', { name: 'Create account' }));
}

it('asks nobody for an invitation where everybody may come in, or nobody decides', async () => {
  serve({ ...providers, 'GET /api/registration': { status: 404, body: { code: 'http.404' } } });
  renderPage(<SignUpGate />);
  expect(await screen.findByRole('button', { name: 'Create account' })).toBeTruthy();
  expect(screen.queryByLabelText('Invitation code')).toBeNull();
});

it('sends the invitation of the link, and says why it does not let in', async () => {
  const calls = serve({
    ...providers,
    ...mode('invitation'),
    'POST /api/auth/register': { status: 403, body: { code: 'registration.invitation_used' } },
  });
  renderPage(<SignUpGate />, '/sign-up?invitation=ABCD-EFGH-JKMN');
  await fill();
  expect((await screen.findByRole('alert')).textContent).toContain('used already');
  expect(calls.find(({ method }) => method === 'POST')?.body).toMatchObject({ invitation: 'ABCD-EFGH-JKMN' });
});

it('offers the waitlist to whoever has no invitation, and counts them for the friend whose link it was', async () => {
  const calls = serve({ ...providers, ...mode('waitlist'), 'POST /api/waitlist': { status: 202 } });
  renderPage(<SignUpGate />, '/sign-up?ref=abc');
  await userEvent.type(await screen.findByLabelText('Email'), 'ana@example.com');
  await userEvent.click(screen.getByRole('button', { name: 'Join the waitlist' }));
  expect(await screen.findByText('Look into your mailbox')).toBeTruthy();
  expect(calls.at(-1)?.body).toEqual({ email: 'ana@example.com', language: 'en', referral: 'abc' });
});
