import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { session } from '@/lib/auth/session';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import { signIn } from '@/testing/signIn';
import { CalendarsPage } from './CalendarsPage';

const stored = {
  calendar: {
    code: 'us-equities',
    name: 'US stock exchanges',
    zone: 'America/New_York',
    hours: [{ day: 1, opens: '09:30', closes: '16:00' }],
    exceptions: [{ date: '2026-11-26', name: 'Thanksgiving', closes: null }],
  },
  symbols: 1,
  next: [{ opens: '2026-11-30T14:30:00Z', closes: '2026-11-30T21:00:00Z' }],
  version: 2,
};
const list = '/api/admin/market/calendars';

beforeEach(async () => {
  session.forget();
  signIn('market.symbols', 'market.symbols-manage');
  await switchLanguage('en');
});

it('changes hours with the version that was seen, and says which lines cannot be read', async () => {
  const calls = serve({
    [`GET ${list}`]: { status: 200, body: { items: [stored] } },
    [`PUT ${list}/us-equities`]: { status: 200, body: { ...stored, version: 3 } },
  });
  renderPage(<CalendarsPage />);
  await screen.findByText(/America\/New_York · 1 symbol · 1 day with other hours/);
  const remove = screen.getByRole<HTMLButtonElement>('button', { name: 'Delete US stock exchanges' });
  expect(remove.disabled).toBe(true);
  await userEvent.click(screen.getByRole('button', { name: 'Change US stock exchanges' }));
  const dialog = await screen.findByRole('dialog');
  const hours = within(dialog).getByLabelText('Regular hours');
  await userEvent.clear(hours);
  await userEvent.type(hours, '2 ten-four');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
  within(dialog).getByText('A line cannot be read, or hours overlap.');
  await userEvent.clear(hours);
  await userEvent.type(hours, '2 10:00-16:00');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(calls.filter(({ method }) => method === 'PUT').map(({ body }) => body)).toEqual([
      {
        name: 'US stock exchanges',
        zone: 'America/New_York',
        hours: [{ day: 2, opens: '10:00', closes: '16:00' }],
        exceptions: [{ date: '2026-11-26', name: 'Thanksgiving', closes: null }],
        version: 2,
      },
    ]),
  );
});
