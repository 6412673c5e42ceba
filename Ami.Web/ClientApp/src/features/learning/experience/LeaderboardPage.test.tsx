import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import type { Board, Friends, Player } from './api';
import { LeaderboardPage } from './LeaderboardPage';

const nobody: Player = { name: null, code: null, since: null };
const me: Player = { name: 'Ana', code: 'ABCD-EFGH-JKMN-PQRS', since: '2026-11-30' };
const board: Board = {
  week: '2026-11-30',
  isNow: true,
  lines: [
    { rank: 1, name: 'Bea', points: 80, isMe: false },
    { rank: 1, name: 'Carla', points: 80, isMe: false },
  ],
  mine: { rank: 57, name: 'Ana', points: 5, isMe: true },
};
const friends: Friends = {
  friends: [{ id: 'f', name: 'Bea', askedAt: '2026-11-30T10:00:00Z' }],
  waiting: [{ id: 'w', name: 'Dora', askedAt: '2026-11-30T10:00:00Z' }],
  asked: [{ id: 'a', name: 'Eva', askedAt: '2026-11-30T10:00:00Z' }],
};
const replies = (player: Player) => ({
  'GET /api/me/leaderboard': { status: 200, body: player },
  'GET /api/leaderboard': { status: 200, body: board },
  'GET /api/me/friends': { status: 200, body: friends },
});

beforeEach(() => switchLanguage('en'));

it('shows who earned most, and oneself behind them', async () => {
  const calls = serve(replies(me));
  renderPage(<LeaderboardPage />, '/leaderboard');
  const table = await screen.findByRole('table');
  const rows = within(table)
    .getAllByRole('row')
    .map((row) => row.textContent);
  expect(rows).toEqual(['RankNameXP', '1Bea80 XP', '1Carla80 XP', '57Ana (you)5 XP']);
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Among' }), 'friends');
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Week' }), 'last');
  const asked = calls.filter(({ path }) => path === '/api/leaderboard').map(({ query }) => query);
  expect(asked[0]?.has('week')).toBe(false);
  expect(asked.at(-1)?.get('among')).toBe('friends');
  expect(asked.at(-1)?.get('week')).toMatch(/^\d{4}-\d\d-\d\d$/);
});

it('takes part under a name, and keeps it where it is refused', async () => {
  const calls = serve({
    ...replies(nobody),
    'PUT /api/me/leaderboard': { status: 422, body: { code: 'learning.player_name_invalid' } },
  });
  renderPage(<LeaderboardPage />, '/leaderboard');
  const name = await screen.findByRole('textbox', { name: 'Name that others see' });
  expect(screen.queryByText('Friends', { selector: 'h2' })).toBeNull();
  await userEvent.type(name, '4na{Enter}');
  expect(await screen.findByText(/^Choose a name of 2 to 40 Latin letters/)).toBeTruthy();
  expect(calls.find(({ method }) => method === 'PUT')?.body).toEqual({ name: '4na' });
  expect((name as HTMLInputElement).value).toBe('4na');
});

it('leaves after asking', async () => {
  const calls = serve({ ...replies(me), 'DELETE /api/me/leaderboard': { status: 204 } });
  renderPage(<LeaderboardPage />, '/leaderboard');
  await userEvent.click(await screen.findByRole('button', { name: 'Leave' }));
  const dialog = await screen.findByRole('dialog', { name: 'Leave the leaderboard?' });
  expect(calls.some(({ method }) => method === 'DELETE')).toBe(false);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Leave' }));
  expect(calls.some(({ method }) => method === 'DELETE')).toBe(true);
});

it('accepts a friend, and asks one by a code', async () => {
  const calls = serve({
    ...replies(me),
    'POST /api/me/friends/w/accept': { status: 204 },
    'POST /api/me/friends': { status: 404, body: { code: 'learning.friend_code_unknown' } },
  });
  renderPage(<LeaderboardPage />, '/leaderboard');
  expect(await screen.findByDisplayValue('ABCD-EFGH-JKMN-PQRS')).toBeTruthy();
  await userEvent.click(await screen.findByRole('button', { name: 'Accept: Dora' }));
  expect(calls.some(({ path }) => path === '/api/me/friends/w/accept')).toBe(true);
  expect(screen.getByRole('button', { name: 'Remove: Bea' })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Take back: Eva' })).toBeTruthy();
  await userEvent.type(screen.getByRole('textbox', { name: 'A friend’s code' }), 'x{Enter}');
  expect(await screen.findByText(/^Nobody has this code/)).toBeTruthy();
});
