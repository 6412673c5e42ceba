import { screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { session } from '@/lib/auth/session';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { SignInDonePage } from '../routes/SignInDonePage';
import { ProviderButtons } from './ProviderButtons';
import { ReturnProblem } from './ReturnProblem';

beforeEach(async () => {
  session.forget();
  await switchLanguage('es');
});

const providers = [
  { provider: 'google', title: 'Google', makesAccounts: true },
  { provider: 'facebook', title: 'Facebook', makesAccounts: false },
];

describe('buttons', () => {
  it('lead to the configured providers, and back to where one wanted to go', async () => {
    serve({ 'GET /api/auth/oauth': { status: 200, body: providers } });
    renderPage(<ProviderButtons />, '/sign-in?next=%2Fmarkets%2FBTC-SIM');
    const link = await screen.findByRole('link', { name: 'Continuar con Google' });
    const address = new URL(link.getAttribute('href') ?? '', location.origin);
    expect(address.pathname).toBe('/api/auth/oauth/google');
    expect(address.searchParams.get('returnUrl')).toBe('/markets/BTC-SIM');
    expect(address.searchParams.get('language')).toBe('es');
    expect(screen.getByRole('link', { name: 'Continuar con Facebook' })).toBeTruthy();
  });

  it('are left out where a provider makes no accounts', async () => {
    serve({ 'GET /api/auth/oauth': { status: 200, body: providers } });
    renderPage(<ProviderButtons among={({ makesAccounts }) => makesAccounts} />);
    expect(await screen.findByRole('link', { name: 'Continuar con Google' })).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Continuar con Facebook' })).toBeNull();
  });
});

describe('coming back', () => {
  const done = (status: number, body: object) => {
    const calls = serve({ 'POST /api/auth/oauth/finish': { status, body } });
    return { calls, ...renderPage(<SignInDonePage />, '/sign-in/done?next=%2Ftrade') };
  };

  it('signs in, once', async () => {
    const user = { id: '1', displayName: 'Ana' };
    const { calls } = done(200, { accessToken: 't', expiresAt: '2099-01-01T00:00:00Z', user });
    await waitFor(() => expect(session.state.status).toBe('signedIn'));
    expect(calls).toHaveLength(1);
  });

  it('goes on to the second step when there is one', async () => {
    const { router } = done(401, { code: 'auth.second_factor_required' });
    await waitFor(() => expect(router.state.location.pathname).toBe('/sign-in'));
    expect(router.state.location.search).toBe('?next=%2Ftrade&step=code');
  });

  it('takes a refusal to the sign-in page', async () => {
    const { router } = done(403, { code: 'auth.oauth_email_unverified' });
    await waitFor(() => expect(router.state.location.pathname).toBe('/sign-in'));
    expect(router.state.location.search).toBe('?next=%2Ftrade&problem=auth.oauth_email_unverified');
  });
});

describe('a problem in the address', () => {
  it('is told in our words', () => {
    renderPage(<ReturnProblem />, '/sign-in?problem=auth.oauth_denied');
    expect(screen.getByRole('alert').textContent).toBe('Lo cancelaste. Nada ha cambiado.');
  });

  it('is never a stranger’s words', () => {
    renderPage(<ReturnProblem />, '/sign-in?problem=Call%20this%20number');
    expect(screen.queryByRole('alert')).toBeNull();
  });
});
