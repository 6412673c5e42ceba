import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { switchLanguage } from '@/lib/i18n';
import { signIn } from '@/testing/signIn';
import type { Question } from '../api/quizzes';
import { ask, attemptOf, names, quiz, serveQuiz, solution } from '../quiz/quizServer';
import { sceneOf } from '../scene/sceneServer';
import { LessonPage } from './LessonPage';

function open(search = '') {
  const router = createMemoryRouter([{ path: '/courses/:slug/:lesson', element: <LessonPage /> }], {
    initialEntries: [`/courses/risk-first/check${search}`],
  });
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  return router;
}

const single = (position: number, rest: Partial<Question> = {}) =>
  ask(position, 'single', { options: names('one', 'two', 'three'), ...rest });
const marked = (question: Question, share: number): Question => ({
  ...question,
  isFinal: true,
  result: { share, earned: share, solution: { ...solution, right: [0] } },
});
const lost = { status: 503, body: {} };

beforeEach(async () => {
  signIn();
  localStorage.clear();
  await switchLanguage('en');
});

it('says the terms in words, and when and why one may not start', async () => {
  const attempts = [
    {
      id: 'a0',
      number: 1,
      startedAt: '2026-11-30T11:00:00Z',
      endsAt: null,
      submittedAt: '2026-11-30T11:30:00Z',
      endedBy: 'time' as const,
      percent: 66.7,
      passed: false,
    },
  ];
  serveQuiz({
    attempt: attemptOf([single(1)]),
    quiz: {
      ...quiz,
      attempts,
      percent: 66.7,
      next: { allowed: false, reason: 'wait', at: '2026-11-30T12:30:00Z' },
    },
  });
  open();
  expect(await screen.findByText('3, 1 used. Then 60 minutes until the next')).toBeTruthy();
  expect(screen.getByText('70% of the points')).toBeTruthy();
  expect(screen.getByText('30 minutes; the clock goes on when you leave')).toBeTruthy();
  expect(screen.getByText(/You can start the next attempt from Nov 30, 2026/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Start another attempt' })).toHaveProperty('disabled', true);
  expect(screen.getByText('66.7% · Not passed')).toBeTruthy();
  expect(screen.getByText('Ended by the clock')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Mark as done' })).toBeNull();
});

it('starts, takes answers by keyboard, and sends each as it is given', async () => {
  const server = serveQuiz({ attempt: attemptOf([single(1), single(2)]) });
  const router = open();
  expect(await screen.findByRole('heading', { name: 'Before you begin' })).toBeTruthy();
  await userEvent.click(await screen.findByRole('button', { name: 'Start' }));
  expect(await screen.findByText('What about 1?')).toBeTruthy();
  expect(router.state.location.search).toBe('?attempt=a1');
  expect(screen.queryByRole('heading', { name: 'Before you begin' })).toBeNull();
  await userEvent.keyboard('2');
  await waitFor(() => expect(server.said()).toEqual([{ version: 0, answer: { chosen: [1] } }]));
  await userEvent.keyboard('{Enter}');
  expect(await screen.findByText('What about 2?')).toBeTruthy();
  await userEvent.keyboard('9{ArrowLeft}');
  expect(await screen.findByText('What about 1?')).toBeTruthy();
  expect(screen.getByRole('radio', { name: 'two' })).toHaveProperty('checked', true);
  expect(screen.getByRole('button', { name: 'Question 1, answered' }).ariaCurrent).toBe('step');
  expect(server.said()).toHaveLength(1);
  expect(await screen.findByText('Your answers are saved.')).toBeTruthy();
});

it('keeps an answer that could not be sent on this device, and sends it again after the page was closed', async () => {
  let isAway = true;
  const server = serveQuiz({ attempt: attemptOf([single(1)]) }, () => (isAway ? lost : null));
  open('?attempt=a1');
  await userEvent.click(await screen.findByRole('radio', { name: 'three' }));
  expect(await screen.findByText(/Not saved yet/)).toBeTruthy();
  cleanup();
  isAway = false;
  const before = server.said().length;
  open('?attempt=a1');
  expect(await screen.findByRole('radio', { name: 'three' })).toHaveProperty('checked', true);
  expect(await screen.findByText('Your answers are saved.')).toBeTruthy();
  expect(server.said()[before]).toEqual({ version: 0, answer: { chosen: [2] } });
  expect(localStorage.getItem('ami.quiz.a1')).toBeNull();
});

it('sends what waits as soon as there is a connection', async () => {
  let isAway = true;
  const server = serveQuiz({ attempt: attemptOf([single(1)]) }, () => (isAway ? lost : null));
  open('?attempt=a1');
  await userEvent.click(await screen.findByRole('radio', { name: 'one' }));
  expect(await screen.findByText(/Not saved yet/)).toBeTruthy();
  isAway = false;
  window.dispatchEvent(new Event('online'));
  expect(await screen.findByText('Your answers are saved.')).toBeTruthy();
  expect(server.said().at(-1)).toEqual({ version: 0, answer: { chosen: [0] } });
});

it('shows the answer that another device gave, and replaces it when one answers again', async () => {
  const theirs = single(1, { answer: { chosen: [2] }, version: 4 });
  let isFirst = true;
  const server = serveQuiz({ attempt: attemptOf([single(1)]) }, (_, { version }) => {
    if (version === 4) return { status: 200, body: { ...theirs, answer: { chosen: [0] }, version: 5 } };
    isFirst = false;
    return { status: 409, body: { code: 'learning.answer_changed', current: theirs } };
  });
  open('?attempt=a1');
  await userEvent.click(await screen.findByRole('radio', { name: 'one' }));
  await waitFor(() => expect(screen.getByRole('radio', { name: 'three' })).toHaveProperty('checked', true));
  expect(isFirst).toBe(false);
  await userEvent.click(screen.getByRole('radio', { name: 'one' }));
  await waitFor(() => expect(server.said().at(-1)).toEqual({ version: 4, answer: { chosen: [0] } }));
  expect(screen.getByRole('radio', { name: 'one' })).toHaveProperty('checked', true);
});

it('checks an answer when asked to, says why, and takes no other', async () => {
  const server = serveQuiz({
    attempt: attemptOf([single(1), single(2)], { answers: 'afterQuestion' }),
    check: (question) => marked(question, 0),
  });
  open('?attempt=a1');
  await userEvent.click(await screen.findByRole('radio', { name: 'two' }));
  expect(server.said()).toEqual([]);
  expect(screen.getByRole('button', { name: 'Question 1, no answer yet' })).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Check my answer' }));
  expect(await screen.findByText('Because it is so.')).toBeTruthy();
  expect(screen.getByText('your answer, wrong')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Read again: Size' }).getAttribute('href')).toBe(
    '/courses/risk-first/size',
  );
  await userEvent.keyboard('3');
  expect(screen.getByRole('radio', { name: /two/ })).toHaveProperty('checked', true);
  expect(server.said()).toEqual([{ version: 0, answer: { chosen: [1] } }]);
});

it('says before it finishes what was chosen and not checked, and checks it', async () => {
  const server = serveQuiz({
    attempt: attemptOf([single(1), single(2), single(3)], { answers: 'afterQuestion' }),
    check: (question) => marked(question, 1),
  });
  open('?attempt=a1');
  await userEvent.click(await screen.findByRole('radio', { name: 'one' }));
  await userEvent.click(screen.getByRole('button', { name: 'Next' }));
  await userEvent.click(await screen.findByRole('radio', { name: 'two' }));
  await userEvent.click(screen.getByRole('button', { name: 'Finish' }));
  expect(await screen.findByText(/answered 2 questions but did not check them: 1, 2\./)).toBeTruthy();
  expect(screen.getByText('Question 3 has no answer and earns nothing.')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Check them now' }));
  expect(await screen.findByText('Because it is so.')).toBeTruthy();
  expect(screen.getByText('What about 1?')).toBeTruthy();
  await waitFor(() => expect(server.said().map(({ answer }) => answer?.chosen)).toEqual([[0], [1]]));
  await userEvent.click(screen.getByRole('button', { name: 'Finish' }));
  expect(await screen.findByText('Question 3 has no answer and earns nothing.')).toBeTruthy();
  expect(screen.queryByText(/did not check/)).toBeNull();
});

it('keeps no question of a course on the screen that was closed meanwhile, and keeps the answer', async () => {
  let isClosed = false;
  const closed = { status: 403, body: { code: 'learning.not_bought' } };
  const server = serveQuiz({ attempt: attemptOf([single(1)]) }, () => (isClosed ? closed : null));
  const { fetch } = globalThis;
  open('?attempt=a1');
  const option = await screen.findByRole('radio', { name: 'two' });
  isClosed = true;
  vi.stubGlobal('fetch', (request: Request) =>
    request.method === 'GET' && !request.url.includes('/courses/')
      ? Promise.resolve(new Response(JSON.stringify(closed.body), { status: closed.status }))
      : fetch(request),
  );
  await userEvent.click(option);
  expect(await screen.findByText('This lesson is not open to you')).toBeTruthy();
  expect(screen.queryByText('What about 1?')).toBeNull();
  expect(server.said()).toHaveLength(1);
  expect(localStorage.getItem('ami.quiz.a1')).toContain('"chosen":[1]');
});

it('finishes after saying what has no answer, and shows what is right and what is practised', async () => {
  const ended = attemptOf(
    [
      marked(single(1, { answer: { chosen: [1] } }), 0),
      marked(single(2), 0),
      marked(single(3, { answer: { chosen: [0] } }), 1),
    ],
    { submittedAt: '2026-11-30T12:10:00Z', endedBy: 'student', percent: 33.3, passed: false },
  );
  serveQuiz({ attempt: attemptOf([single(1), single(2), single(3)]), ended });
  open('?attempt=a1');
  await userEvent.click(await screen.findByRole('radio', { name: 'two' }));
  await userEvent.click(screen.getByRole('button', { name: 'Flag for later' }));
  await userEvent.click(screen.getByRole('button', { name: 'Finish' }));
  expect(await screen.findByText('2 questions have no answer and earn nothing: 2, 3.')).toBeTruthy();
  expect(screen.getByText('You flagged question 1.')).toBeTruthy();
  const [, confirm] = screen.getAllByRole('button', { name: 'Finish', hidden: true });
  if (confirm) await userEvent.click(confirm);
  expect(await screen.findByText(/33.3%. 70% are needed./)).toBeTruthy();
  expect(screen.getAllByText('Because it is so.')).toHaveLength(3);
  expect(screen.getByText(/What you got wrong, and not right since/)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Practise' }).getAttribute('href')).toBe('/practice');
  expect(screen.getByText('Not answered')).toBeTruthy();
  expect(localStorage.getItem('ami.quiz.a1')).toBeNull();
});

it('shows the time by the server’s clock, and the result when that is over', async () => {
  const running = attemptOf([single(1)], {
    now: '2040-01-01T00:00:00Z',
    endsAt: '2040-01-01T00:00:01Z',
  });
  const server = serveQuiz({ attempt: running });
  open('?attempt=a1');
  expect((await screen.findByRole('timer', { name: 'Time left' })).textContent).toMatch(/0:0[01]/);
  server.end({ ...running, submittedAt: '2040-01-01T00:00:01Z', endedBy: 'time', percent: 0, passed: false });
  expect(await screen.findByText('The time ran out; what was saved by then was marked.')).toBeTruthy();
});

it('leaves the arrows to a chart exercise, says that it is under way, and what finishing does to it', async () => {
  const replay = { interval: '1h', hidden: true, before: 30, after: 20, isOpen: true, isOver: false };
  const server = serveQuiz({ attempt: attemptOf([ask(1, 'replay', { replay }), single(2)]) });
  open('?attempt=a1');
  expect(await screen.findByRole('button', { name: 'Question 1, under way' })).toBeTruthy();
  expect(await screen.findByText('What about 1?')).toBeTruthy();
  await userEvent.keyboard('{ArrowRight}{Enter}');
  expect(screen.getByText('What about 1?')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Finish' }));
  expect(await screen.findByText(/One without an order counts as not answered/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Not yet' }));
  await userEvent.click(screen.getByRole('button', { name: 'Next' }));
  expect(await screen.findByText('What about 2?')).toBeTruthy();
  expect(server.said()).toEqual([]);
});

it('sends a move of a chart exercise that waits before it finishes the attempt', async () => {
  const replay = { interval: '1h', hidden: true, before: 30, after: 20, isOpen: true, isOver: false };
  const server = serveQuiz({ attempt: attemptOf([single(1), ask(2, 'replay', { replay })]) });
  const kept = { version: 3, move: { kind: 'step', bars: 1, untilFill: false } };
  localStorage.setItem('ami.scene.a1.2', JSON.stringify(kept));
  const { fetch } = globalThis;
  const sent: unknown[] = [];
  let isAway = true;
  vi.stubGlobal('fetch', async (request: Request) => {
    if (!request.url.endsWith('/scenes/2/moves')) return fetch(request);
    sent.push(await request.json());
    return isAway
      ? new Response('{}', { status: 503 })
      : new Response(JSON.stringify(sceneOf({ position: 2, version: 4 })), { status: 200 });
  });
  const submits = () => server.calls.filter(({ path }) => path.endsWith('/submit')).length;
  open('?attempt=a1');
  await userEvent.click(await screen.findByRole('button', { name: 'Finish' }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.click(within(dialog).getByRole('button', { name: 'Finish' }));
  expect(await within(dialog).findByRole('alert')).toBeTruthy();
  expect(submits()).toBe(0);
  isAway = false;
  await userEvent.click(within(dialog).getByRole('button', { name: 'Finish' }));
  await waitFor(() => expect(submits()).toBe(1));
  expect(sent).toEqual([kept, kept]);
  expect(localStorage.getItem('ami.scene.a1.2')).toBeNull();
});
