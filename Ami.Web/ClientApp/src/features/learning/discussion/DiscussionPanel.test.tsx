import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { renderPage } from '@/testing/render';
import { serve } from '@/testing/server';
import type { Post } from './api';
import DiscussionPanel from './DiscussionPanel';

const post = (id: string, change: Partial<Post> = {}): Post => ({
  id,
  lessonId: 'l1',
  threadId: null,
  author: 'Ada',
  isMine: false,
  isTeam: false,
  text: `Text of ${id}`,
  version: 1,
  createdAt: '2026-11-20T10:00:00Z',
  editedAt: null,
  removedBy: null,
  removedReason: null,
  votes: 0,
  hasVoted: false,
  hasReported: false,
  replies: 0,
  lastAt: '2026-11-20T10:00:00Z',
  ...change,
});
const page = (...items: Post[]) => ({ status: 200, body: { items, nextCursor: null } });
const list = 'GET /api/lessons/l1/discussion';
const show = () => renderPage(<DiscussionPanel lesson="l1" mayWrite />);

beforeEach(() => switchLanguage('en'));

it('posts a question once, however often it is sent after an answer was lost', async () => {
  const id = '11111111-1111-4111-8111-111111111111';
  vi.spyOn(crypto, 'randomUUID').mockReturnValueOnce(id);
  let works = false;
  const calls = serve({
    [list]: page(),
    [`PUT /api/posts/${id}`]: () =>
      works ? { status: 200, body: post(id, { isMine: true }) } : { status: 503, body: {} },
  });
  show();
  const field = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Your question or remark' });
  await userEvent.type(field, ' Why? ');
  await userEvent.click(screen.getByRole('button', { name: 'Post' }));
  await screen.findByRole('alert');
  works = true;
  await userEvent.click(screen.getByRole('button', { name: 'Post' }));
  await waitFor(() => expect(field.value).toBe(''));
  const sent = calls.filter(({ method }) => method === 'PUT');
  expect(sent.map(({ body }) => body)).toEqual(
    Array(2).fill({ version: 0, lessonId: 'l1', text: 'Why?', threadId: null }),
  );
});

it('shows answers when they are asked for, and answers a thread', async () => {
  const calls = serve({
    [list]: page(post('t1', { replies: 1 })),
    'GET /api/posts/t1/replies': page(post('r1', { threadId: 't1', isTeam: true, author: 'Grace' })),
  });
  show();
  expect(screen.queryByText('Text of r1')).toBeNull();
  await userEvent.click(await screen.findByRole('button', { name: '1 answer' }));
  expect(await screen.findByText('Text of r1')).toBeTruthy();
  expect(screen.getByText('Course team')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Answer' }));
  expect(screen.getByRole('textbox', { name: 'Your answer' })).toBeTruthy();
  expect(calls.filter(({ path }) => path.endsWith('/replies'))).toHaveLength(1);
});

it('leads with the thread that the address names, open', async () => {
  serve({
    [list]: page(post('t1'), post('t2', { replies: 1 })),
    'GET /api/posts/t2': { status: 200, body: post('t2', { replies: 1 }) },
    'GET /api/posts/t2/replies': page(post('r1', { threadId: 't2' })),
  });
  // Later than the list, which has it already.
  const served = globalThis.fetch;
  vi.stubGlobal('fetch', async (request: Request) => {
    if (request.url.endsWith('/api/posts/t2')) await screen.findByText('Text of t2');
    return served(request);
  });
  renderPage(<DiscussionPanel lesson="l1" mayWrite={false} />, '/?thread=t2');
  expect(await screen.findByText('Text of r1')).toBeTruthy();
  const threads = screen.getAllByText(/^Text of t/).map((one) => one.textContent);
  expect(threads).toEqual(['Text of t2', 'Text of t1']);
  expect(screen.queryByRole('textbox')).toBeNull();
});

it('votes for what others wrote, changes one’s own, and says why one’s own is gone', async () => {
  const calls = serve({
    [list]: page(
      post('other', { votes: 2 }),
      post('mine', { isMine: true, version: 3 }),
      post('gone', { isMine: true, text: null, removedBy: 'team', removedReason: 'advertising' }),
    ),
    'PUT /api/posts/other/vote': { status: 204 },
    'PUT /api/posts/mine': ({ body }) =>
      (body as { version: number }).version === 3
        ? {
            status: 409,
            body: { code: 'learning.post_changed', current: post('mine', { version: 5, text: 'By phone' }) },
          }
        : { status: 200, body: post('mine', { isMine: true, version: 6 }) },
  });
  show();
  await userEvent.click(await screen.findByRole('button', { name: 'Helpful (2)', pressed: false }));
  expect(calls.some(({ method, path }) => method === 'PUT' && path === '/api/posts/other/vote')).toBe(true);
  expect(screen.getByText(/The team removed what you wrote: it is advertising/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Change' }));
  await userEvent.type(screen.getByRole('textbox', { name: 'Your text' }), '!');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect((await screen.findByRole('alert')).textContent).toMatch(/You changed it elsewhere.*By phone/);
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Change'));
  const sent = calls.filter(({ path, method }) => method === 'PUT' && path === '/api/posts/mine');
  expect(sent.map(({ body }) => body)).toMatchObject([
    { version: 3, text: 'Text of mine!' },
    { version: 5, text: 'Text of mine!' },
  ]);
});

it('reports with a reason', async () => {
  await switchLanguage('es');
  const calls = serve({ [list]: page(post('p1')), 'PUT /api/posts/p1/report': { status: 204 } });
  show();
  await userEvent.click(await screen.findByRole('button', { name: 'Avisar' }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.selectOptions(within(dialog).getByRole('combobox'), 'Es publicidad');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Avisar' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(calls.find(({ path }) => path.endsWith('/report'))?.body).toEqual({ reason: 'advertising' });
});
