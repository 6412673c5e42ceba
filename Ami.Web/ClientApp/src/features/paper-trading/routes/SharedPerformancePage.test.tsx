import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router';
import { beforeEach, expect, it, vi } from 'vitest';
import { session } from '@/lib/auth/session';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { SharedPerformancePage } from './SharedPerformancePage';

vi.mock('@/components/charts/EquityCurve', () => ({
  EquityCurve: ({ label }: { label: string }) => <div role="img" aria-label={label} />,
}));

const call = 'GET /api/shared/paper-performance/abc';

const shared = {
  title: 'My spring',
  sharedAt: '2026-05-01T10:00:00Z',
  expiresAt: '2026-05-31T10:00:00Z',
  view: {
    currency: null,
    startingCash: null,
    return: 0.0525,
    since: '2026-04-01T00:00:00Z',
    until: null,
    curve: [
      { at: '2026-04-01T00:00:00Z', value: 0 },
      { at: '2026-04-02T00:00:00Z', value: -0.01 },
      { at: '2026-04-03T00:00:00Z', value: 0.0525 },
    ],
    stats: {
      trades: 3,
      wins: 2,
      losses: 1,
      winRate: 0.666667,
      profitFactor: 2.5,
      expectancy: 0.0175,
      averageWin: 0.03,
      averageLoss: -0.0075,
      maxDrawdown: 0.01,
      maxDrawdownPct: 0.01,
      feesPaid: 0.001,
      carryPaid: 0,
      bestTrade: 0.04,
      worstTrade: -0.0075,
    },
  },
};

function open() {
  renderPage(
    <Routes>
      <Route path="/s/paper-performance/:token" element={<SharedPerformancePage />} />
    </Routes>,
    '/s/paper-performance/abc',
  );
}

beforeEach(async () => {
  session.forget();
  await switchLanguage('en');
});

it('shows percentages only where the owner shares no amounts', async () => {
  serve({ [call]: { status: 200, body: shared } });
  open();
  expect(await screen.findByRole('heading', { name: 'My spring' })).toBeTruthy();
  expect(screen.getAllByText('+5.25%').length).toBeGreaterThan(0);
  expect(screen.getByRole('img', { name: /between −1\.00% and 5\.25%/ })).toBeTruthy();
  expect(document.body.textContent).not.toContain('$');
});

it('shows amounts in their currency where the owner shares them', async () => {
  const view = { ...shared.view, currency: 'USD', startingCash: 1000 };
  serve({ [call]: { status: 200, body: { ...shared, title: null, view } } });
  open();
  expect(await screen.findByRole('heading', { name: 'Performance of a practice account' })).toBeTruthy();
  expect(screen.getByText('$1,000.00')).toBeTruthy();
});

it('says in the reader’s language that a link has ended, and offers no retry', async () => {
  await switchLanguage('es');
  serve({ [call]: { status: 404, body: { code: 'share.ended' } } });
  open();
  expect(await screen.findByRole('heading', { name: 'Este enlace no funciona' })).toBeTruthy();
  expect(screen.getByText(/Este enlace terminó/)).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
});

it('asks search engines not to list it', async () => {
  serve({ [call]: { status: 200, body: shared } });
  open();
  await screen.findByRole('heading', { name: 'My spring' });
  expect(document.querySelector('meta[name="robots"]')?.getAttribute('content')).toBe('noindex, nofollow');
});
