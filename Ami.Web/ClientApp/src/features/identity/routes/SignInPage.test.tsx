import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { session } from '@/lib/auth/session';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { SignInPage } from './SignInPage';
import { SignUpPage } from './SignUpPage';

beforeEach(async () => {
  session.forget();
  await switchLanguage('en');
});

describe('sign in', () => {
  it('says what is missing next to the fields and sends nothing', async () => {
    const calls = serve({});
    renderPage(<SignInPage />);
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    expect(screen.getByLabelText('Email')).toHaveProperty('ariaInvalid', 'true');
    expect(screen.getByText('Enter your password.')).toBeTruthy();
    expect(calls.filter(({ method }) => method === 'POST')).toHaveLength(0);
  });

  it('explains a refusal and keeps what was typed', async () => {
    serve({
      'POST /api/auth/login': { status: 401, body: { code: 'auth.invalid_credentials', detail: 'x' } },
    });
    renderPage(<SignInPage />);
    await userEvent.type(screen.getByLabelText('Email'), 'ana@example.com');
    await userEvent.type(screen.getByLabelText('Password'), 'wrong password');
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Email or password is wrong.');
    expect(screen.getByLabelText<HTMLInputElement>('Email').value).toBe('ana@example.com');
    expect(screen.getByLabelText<HTMLInputElement>('Password').value).toBe('wrong password');
  });

  it('signs in', async () => {
    const user = { id: '1', displayName: 'Ana' };
    serve({
      'POST /api/auth/login': {
        status: 200,
        body: { accessToken: 't', expiresAt: '2099-01-01T00:00:00Z', user },
      },
    });
    renderPage(<SignInPage />);
    await userEvent.type(screen.getByLabelText('Email'), 'ana@example.com');
    await userEvent.type(screen.getByLabelText('Password'), 'right password');
    await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
    await waitFor(() => expect(session.state.status).toBe('signedIn'));
  });
});

it('asks for a code where the account wants one, and signs in with it', async () => {
  const user = { id: '1', displayName: 'Ana' };
  const calls = serve({
    'POST /api/auth/login': { status: 401, body: { code: 'auth.second_factor_required', detail: 'x' } },
    'POST /api/auth/2fa/verify': ({ body }) =>
      (body as { code: string }).code === '123456'
        ? { status: 200, body: { accessToken: 't', expiresAt: '2099-01-01T00:00:00Z', user } }
        : { status: 400, body: { code: 'auth.code_wrong', detail: 'x', errors: { code: ['x'] } } },
  });
  renderPage(<SignInPage />);
  await userEvent.type(screen.getByLabelText('Email'), 'ana@example.com');
  await userEvent.type(screen.getByLabelText('Password'), 'right password');
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  await userEvent.type(await screen.findByLabelText('Code'), '654321');
  await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
  expect(await screen.findByText(/This code is not right/)).toBeTruthy();
  await userEvent.clear(screen.getByLabelText('Code'));
  await userEvent.type(screen.getByLabelText('Code'), '123456');
  await userEvent.click(screen.getByLabelText(/Do not ask again/));
  await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
  await waitFor(() => expect(session.state.status).toBe('signedIn'));
  expect(calls.at(-1)?.body).toEqual({ code: '123456', rememberDevice: true });
});

it('shows the server’s refusal of a field at that field, in the language in use', async () => {
  await switchLanguage('es');
  serve({
    'POST /api/auth/register': {
      status: 409,
      body: { code: 'auth.email_taken', detail: 'Taken.', errors: { email: ['Taken.'] } },
    },
  });
  renderPage(<SignUpPage />);
  await userEvent.type(screen.getByLabelText('Nombre'), 'Ana');
  await userEvent.type(screen.getByLabelText('Correo electrónico'), 'ana@example.com');
  await userEvent.type(screen.getByLabelText('Contraseña'), 'una clave larga');
  await userEvent.click(screen.getByRole('button', { name: 'Crear cuenta' }));
  const message = await screen.findByText('Ya hay una cuenta con este correo.');
  expect(screen.getByLabelText('Correo electrónico').getAttribute('aria-describedby')).toContain(message.id);
});
