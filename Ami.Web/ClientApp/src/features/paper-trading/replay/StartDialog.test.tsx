import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve, type Call } from '@/testing/server';
import StartDialog from './StartDialog';
import { replay } from './testing';

const path = '/api/trading/paper/replays';

beforeEach(() => switchLanguage('en'));

function open(begin: (call: Call) => { status: number; body: unknown }) {
  const calls = serve({
    [`GET ${path}`]: {
      status: 200,
      body: { items: [replay, { ...replay, id: 'old', isOver: true, endedAt: replay.createdAt }] },
    },
    [`POST ${path}`]: begin,
  });
  const asked = { onPick: vi.fn(), onShow: vi.fn(), onClose: vi.fn() };
  renderPage(<StartDialog symbol="TEST" from={Date.parse('2024-03-01T10:00:00Z')} {...asked} />);
  return { begun: () => calls.filter(({ method }) => method === 'POST'), ...asked };
}

it('begins where and with what was written', async () => {
  const person = userEvent.setup();
  const { begun, onShow } = open(() => ({ status: 201, body: replay }));
  const cash = await screen.findByLabelText('Cash');
  await person.clear(cash);
  await person.type(cash, '2500');
  await person.selectOptions(screen.getByLabelText('Leverage'), '3');
  await person.click(screen.getByRole('button', { name: 'Begin' }));
  await vi.waitFor(() => expect(onShow).toHaveBeenCalled());
  expect(begun().map(({ body }) => body)).toEqual([
    { symbol: 'TEST', from: '2024-03-01T10:00:00.000Z', startingCash: 2500, leverage: 3 },
  ]);
});

it('refuses a moment that has not come, and says between which there is history', async () => {
  const person = userEvent.setup();
  const { begun } = open(() => ({
    status: 409,
    body: {
      code: 'paper.replay_no_history',
      detail: 'No.',
      first: '2024-01-01T00:00:00Z',
      last: '2024-02-01T00:00:00Z',
    },
  }));
  const from = await screen.findByLabelText(/^Begin at/);
  const begin = screen.getByRole('button', { name: 'Begin' });
  await person.clear(from);
  await person.type(from, '2999-01-01T00:00');
  await person.click(begin);
  expect(await screen.findByText('Write a moment in the past.')).toBeTruthy();
  expect(begun()).toEqual([]);
  await person.clear(from);
  await person.type(from, '2023-01-01T00:00');
  await person.click(begin);
  expect((await screen.findByRole('alert')).textContent).toMatch(
    /There is history from (Dec 31, 2023|Jan 1, 2024)/,
  );
});

it('lets one of those that there are go on, and an ended one be looked at', async () => {
  const person = userEvent.setup();
  const { onShow } = open(() => ({ status: 500, body: {} }));
  await person.click(await screen.findByRole('button', { name: 'Go on' }));
  await person.click(screen.getByRole('button', { name: 'Look at it' }));
  expect(onShow.mock.calls.map(([shown]: unknown[]) => (shown as typeof replay).id)).toEqual(['id', 'old']);
});
