import { Notifications } from '@mantine/notifications';
import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import type { Account } from '../api/types';
import '../texts';
import RulesPanel from './RulesPanel';

const account = { id: 'a1', name: 'Main', currency: 'USD' } as Account;
const rules = { riskPerTradePct: 1, riskPerDayPct: null, needsStop: true };
const look = {
  inForce: rules,
  wanted: rules,
  wantedFrom: null,
  dayLossPct: 0,
  lossesInARow: 0,
  pausedUntil: null,
  openSymbols: [],
  atRisk: [],
};
const gate = {
  'GET /api/trading/paper/accounts/a1/gate': {
    status: 200,
    body: {
      gate: {
        nextCash: 250_000,
        isOpen: false,
        brokenOn: null,
        steps: [{ requirement: 'trades', isMet: false, needed: 30, have: 12 }],
      },
      grantedAccountId: null,
      mostBreachesADay: 2,
    },
  },
};
const path = '/api/trading/paper/accounts/a1/rules';

beforeEach(() => switchLanguage('en'));

it('sends the rules as they stand in the form, once, and says when what was loosened holds', async () => {
  const calls = serve({
    ...gate,
    [`GET ${path}`]: { status: 200, body: { look, changes: [], breaches: [] } },
    [`PUT ${path}`]: { status: 200, body: { ...look, wantedFrom: '2026-05-05T00:00:00Z' } },
  });
  renderPage(
    <>
      <Notifications />
      <RulesPanel account={account} />
    </>,
  );
  const risk = await screen.findByLabelText<HTMLInputElement>(/^Risk per trade/);
  expect(risk.value).toBe('1');
  const save = screen.getByRole<HTMLButtonElement>('button', { name: 'Save rules' });
  expect(save.disabled).toBe(true);

  fireEvent.change(risk, { target: { value: '2.5' } });
  fireEvent.change(screen.getByLabelText(/^Pause after losses/), { target: { value: '3' } });
  expect(screen.getByText(/A pause needs both/)).toBeTruthy();
  expect(save.disabled).toBe(true);
  fireEvent.change(screen.getByLabelText(/^Length of the pause/), { target: { value: '45' } });
  await userEvent.click(save);
  await screen.findByText(/What you loosened holds from/);
  const put = calls.find(({ method }) => method === 'PUT');
  expect(put?.body).toEqual({
    riskPerTradePct: 2.5,
    riskPerDayPct: null,
    coolDownLosses: 3,
    coolDownMinutes: 45,
    mostPositions: null,
    needsStop: true,
  });
  expect(put?.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f-]{36}$/);
});

it('shows what is in force until what was loosened is, how the rules were changed, and what they refused', async () => {
  await switchLanguage('es');
  serve({
    ...gate,
    [`GET ${path}`]: {
      status: 200,
      body: {
        look: { ...look, wanted: { mostPositions: 3 }, wantedFrom: '2026-05-05T00:00:00Z' },
        changes: [
          {
            at: '2026-05-04T15:00:00Z',
            rules: { mostPositions: 3 },
            atOnce: rules,
            loosenedFrom: '2026-05-05T00:00:00Z',
          },
        ],
        breaches: [
          { at: '2026-05-04T14:00:00Z', symbol: 'BTC-SIM', rule: 'riskPerTrade', limit: 1, figure: 2.3 },
        ],
      },
    },
  });
  renderPage(<RulesPanel account={account} />);
  expect(await screen.findByText(/Hasta entonces: .*por operación · siempre con stop/)).toBeTruthy();
  expect(screen.getByRole('cell', { name: 'máximo de posiciones: 3' })).toBeTruthy();
  expect(screen.getByRole('cell', { name: 'Riesgo por operación' })).toBeTruthy();
  expect(screen.getByRole('cell', { name: /^2,30/ })).toBeTruthy();
  expect(await screen.findByText('12 de 30 · falta')).toBeTruthy();
});

it('says so when no silo knows of rules yet', async () => {
  serve({ ...gate, [`GET ${path}`]: { status: 200, body: { look: null, changes: [], breaches: [] } } });
  renderPage(<RulesPanel account={account} />);
  await screen.findByText(/An update is under way/);
  expect(screen.queryByRole('button', { name: 'Save rules' })).toBeNull();
});
