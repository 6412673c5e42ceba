import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { session } from '@/lib/auth/session';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve, type Call } from '@/testing/server';
import { FeedbackPage } from './FeedbackPage';

const idea = {
  id: '0193a1e0-0000-7000-8000-000000000001',
  title: 'Charts in the dark',
  body: 'At night.',
  status: 'planned',
  votes: 3,
  voted: false,
  mine: false,
  reply: null,
  repliedAt: null,
  createdAt: '2026-01-01T10:00:00Z',
};
const page = (...items: (typeof idea)[]) => ({ status: 200, body: { items, nextCursor: null } });

const queryOf = (call: Call | undefined) => Object.fromEntries(call?.query ?? []);

beforeEach(async () => {
  session.forget();
  await switchLanguage('en');
});

it('counts a vote as the server says', async () => {
  serve({
    'GET /api/feedback': page(idea),
    [`PUT /api/feedback/${idea.id}/vote`]: { status: 200, body: { ...idea, votes: 4, voted: true } },
  });
  renderPage(<FeedbackPage />);
  await userEvent.click(await screen.findByRole('button', { name: /3 people so far/ }));
  const voted = await screen.findByRole('button', { name: /4 people so far/ });
  expect(voted.getAttribute('aria-pressed')).toBe('true');
});

it('asks for what the address says, and for what is chosen', async () => {
  const calls = serve({ 'GET /api/feedback': page() });
  renderPage(<FeedbackPage />, '/feedback?status=done&of=mine&sort=nonsense');
  expect(await screen.findByText('No idea matches')).toBeTruthy();
  expect(queryOf(calls[0])).toEqual({
    status: 'done',
    of: 'mine',
    sort: '-votes',
    limit: '20',
  });
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Order' }), 'Newest');
  await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
  expect(await screen.findByText('No ideas yet')).toBeTruthy();
  expect(queryOf(calls.at(-1))).toEqual({ sort: '-votes', limit: '20' });
});

it('keeps what was written when the server refuses it', async () => {
  serve({
    'GET /api/feedback': page(),
    'POST /api/feedback': { status: 429, body: { code: 'feedback.too_many' } },
  });
  renderPage(<FeedbackPage />, '/feedback?dialog=new');
  await userEvent.click(await screen.findByRole('button', { name: 'Post' }));
  expect(screen.getByText('Enter 1 to 120 characters.')).toBeTruthy();
  await userEvent.type(screen.getByLabelText('In one line'), 'More colours');
  await userEvent.click(screen.getByRole('button', { name: 'Post' }));
  expect((await screen.findByRole('alert')).textContent).toContain('a lot at once');
  expect(screen.getByLabelText<HTMLInputElement>('In one line').value).toBe('More colours');
});
