import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { loadDialogs } from '@/components/Dialog';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import AlertDialog from './AlertDialog';
import type { Alert } from './api';
import { keptAlert } from './testing';

const start = { symbol: 'BTC-SIM', interval: '1h', digits: 2, price: 25 };
const kept = keptAlert({ name: 'Mine' });

/** Bars after the alert was written are of shares that were split 4 for 1. */
const answers = (more: Parameters<typeof serve>[0] = {}) =>
  serve({
    'GET /api/trading/indicators': { status: 200, body: [] },
    'GET /api/trading/symbols': { status: 200, body: { items: [] } },
    'GET /api/trading/alerts': { status: 200, body: { items: [kept], secretMadeAt: null } },
    'POST /api/trading/alerts/preview': {
      status: 200,
      body: { rule: '', bars: 0, from: null, fired: 0, newest: [], holdsNow: [], symbols: 1, listed: 1 },
    },
    'GET /api/trading/corporate-actions/BTC-SIM': {
      status: 200,
      body: { items: [], factors: [{ until: '2026-04-01T00:00:00Z', factor: 0.25 }] },
    },
    ...more,
  });

beforeEach(async () => {
  loadDialogs();
  await switchLanguage('en');
});

it('shows and keeps an alert from before a split in the shares of now', async () => {
  const calls = answers({ [`PUT /api/trading/alerts/${kept.id}`]: { status: 200, body: kept } });
  renderPage(<AlertDialog start={{ ...start, alert: kept as Alert }} onClose={() => undefined} />);
  expect((await screen.findByLabelText<HTMLInputElement>('Price')).value).toBe('25');
  await userEvent.setup().click(screen.getByRole('button', { name: 'Keep the change' }));
  const sent = () => calls.find(({ method }) => method === 'PUT')?.body;
  await waitFor(() => expect(sent()).toMatchObject({ rule: 'close > 25', form: { level: 25 } }));
  const asked = calls.find(({ path }) => path.endsWith('/preview'))?.body;
  expect(asked).toMatchObject({ rule: 'close > 25', writtenAt: null });
});

it('says that other figures go on by the shares of then, until the condition is changed', async () => {
  const calls = answers();
  const alert = { ...kept, rule: 'sma(close, 20) > 100', form: null } as unknown as Alert;
  renderPage(<AlertDialog start={{ ...start, alert }} onClose={() => undefined} />);
  expect((await screen.findByRole('note')).textContent).toContain('shares of then');
  const asked = () => calls.findLast(({ path }) => path.endsWith('/preview'))?.body;
  await waitFor(() => expect(asked()).toMatchObject({ rule: alert.rule, writtenAt: alert.writtenAt }));
  await userEvent.setup().type(screen.getByRole('textbox', { name: 'Condition' }), '0');
  expect(screen.getByRole('note').textContent).toContain('shares of today');
});
