import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { session } from '@/lib/auth/session';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { FinishSignUpPage } from './FinishSignUpPage';
import { ResetPasswordPage } from './ResetPasswordPage';
import { SignUpPage } from './SignUpPage';
import { VerifyEmailPage } from './VerifyEmailPage';

const user = { id: '1', displayName: 'Ana', email: 'ana@example.com' };
const answer = { accessToken: 't', expiresAt: '2099-01-01T00:00:00Z', user };

beforeEach(async () => {
  session.forget();
  await switchLanguage('en');
});

it('says to look in the mailbox where addresses are verified first, and signs nobody in', async () => {
  serve({ 'POST /api/auth/register': { status: 202 } });
  renderPage(<SignUpPage />);
  await userEvent.type(screen.getByLabelText('Name'), 'Ana');
  await userEvent.type(screen.getByLabelText('Email'), 'ana@example.com');
  await userEvent.type(screen.getByLabelText('Password'), 'a long enough one');
  await userEvent.click(screen.getByRole('button', { name: 'Create account' }));
  expect(await screen.findByText(/sent a mail to ana@example.com/)).toBeTruthy();
  expect(session.state.status).toBe('signedOut');
});

describe('a mailed link', () => {
  it('leaves the address at once and its secret goes only where it belongs', async () => {
    const calls = serve({ 'POST /api/auth/register/finish': { status: 201, body: answer } });
    const { router } = renderPage(<FinishSignUpPage />, '/finish-sign-up#token=secret-1');
    await waitFor(() => expect(router.state.location.hash).toBe(''));
    await userEvent.type(screen.getByLabelText('Password'), 'the one I chose');
    await userEvent.click(screen.getByRole('button', { name: 'Create my account' }));
    await waitFor(() => expect(session.state.status).toBe('signedIn'));
    expect(calls.map((call) => call.body)).toEqual([{ token: 'secret-1', password: 'the one I chose' }]);
  });

  it('keeps the form when the password is not the chosen one', async () => {
    serve({
      'POST /api/auth/register/finish': {
        status: 409,
        body: { code: 'auth.sign_up_password_wrong', detail: 'x', errors: { password: ['x'] } },
      },
    });
    renderPage(<FinishSignUpPage />, '/finish-sign-up#token=secret-2');
    await userEvent.type(screen.getByLabelText('Password'), 'another one');
    await userEvent.click(screen.getByRole('button', { name: 'Create my account' }));
    expect(await screen.findByText('This is not the password you chose when signing up.')).toBeTruthy();
  });

  it('that is used up offers another', async () => {
    serve({
      'POST /api/auth/password/reset': { status: 409, body: { code: 'auth.link_invalid', detail: 'x' } },
    });
    renderPage(<ResetPasswordPage />, '/reset-password#token=secret-3');
    await userEvent.type(screen.getByLabelText('New password'), 'eleven blue kites');
    await userEvent.click(screen.getByRole('button', { name: 'Save the password' }));
    expect((await screen.findByRole('link', { name: 'Ask for a new link' })).getAttribute('href')).toBe(
      '/forgot-password',
    );
  });

  it('that changed the password says so, also when it signs this browser out', async () => {
    serve({ 'POST /api/auth/password/reset': { status: 204 } });
    session.signedIn(answer as never);
    renderPage(<ResetPasswordPage />, '/reset-password#token=secret-5');
    await userEvent.type(screen.getByLabelText('New password'), 'eleven blue kites');
    await userEvent.click(screen.getByRole('button', { name: 'Save the password' }));
    expect(await screen.findByRole('heading', { name: 'Your new password is saved' })).toBeTruthy();
    expect(session.state.status).toBe('signedOut');
  });

  it('waits for whoever is signed out, and then confirms the address once', async () => {
    const calls = serve({
      'POST /api/auth/email/verify': { status: 200, body: { ...user, emailConfirmed: true } },
    });
    renderPage(<VerifyEmailPage />, '/verify-email#token=secret-4');
    expect(await screen.findByRole('heading', { name: 'Sign in to confirm your address' })).toBeTruthy();
    expect(calls).toHaveLength(0);
    session.signedIn(answer as never);
    expect(await screen.findByRole('heading', { name: 'Your address is confirmed' })).toBeTruthy();
    expect(calls.map((call) => call.body)).toEqual([{ token: 'secret-4' }]);
  });
});
