import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { signIn } from '@/testing/signIn';
import { attemptKey } from '../api/quizzes';
import { readKept } from '../domain/kept';
import { ask, attemptOf, names, serveQuiz } from './quizServer';
import { createSender, senderOf } from './sender';

const key = 'ami.quiz.a1';
const single = (position: number) => ask(position, 'single', { options: names('one', 'two') });
const attempt = attemptOf([single(1), single(2)]);
const waiting = () => readKept(localStorage.getItem(key)).waiting;

/** A tab that shows the attempt; `leave` takes it off the screen. */
function tab() {
  const client = new QueryClient();
  client.setQueryData(attemptKey('q1', 'a1'), attempt);
  const sender = createSender(client, 'q1', 'a1');
  const leave = sender.subscribe(() => undefined);
  left.push(leave);
  return { ...sender, leave };
}
const left: (() => void)[] = [];

beforeEach(() => {
  signIn();
  localStorage.clear();
});
afterEach(() => {
  localStorage.clear();
  left.splice(0).forEach((leave) => leave());
});

it.each([
  [403, 'learning.not_bought'],
  [403, 'plan.upgrade_required'],
  [404, 'http.404'],
  [404, 'learning.quiz_unknown'],
  [429, 'quota.exceeded'],
  [500, 'http.500'],
])('keeps an answer that is refused with %d %s, says why, and sends it again', async (status, code) => {
  let isAway = true;
  const server = serveQuiz({ attempt }, () => (isAway ? { status, body: { code } } : null));
  const { give, flush, get, onDropped } = tab();
  const dropped = vi.fn();
  onDropped(dropped);
  give(1, { chosen: [1] });
  expect(await flush()).toBe(false);
  expect(get()).toMatchObject({ state: 'notSaved', trouble: { code } });
  expect(get().kept.waiting[1]?.answer).toEqual({ chosen: [1] });
  expect(waiting()[1]?.answer).toEqual({ chosen: [1] });
  expect(dropped).not.toHaveBeenCalled();
  isAway = false;
  window.dispatchEvent(new Event('focus'));
  await vi.waitFor(() => expect(get().state).toBe('recovered'));
  expect(server.said()).toHaveLength(2);
  expect(waiting()).toEqual({});
});

it.each(['answer_invalid', 'answer_final', 'attempt_over', 'quiz_time_over', 'attempt_unknown'])(
  'gives an answer up that is never taken: %s',
  async (code) => {
    serveQuiz({ attempt }, () => ({ status: 409, body: { code: `learning.${code}` } }));
    const { give, flush, onDropped } = tab();
    const dropped = vi.fn();
    onDropped(dropped);
    give(1, { chosen: [1] });
    expect(await flush()).toBe(true);
    expect(dropped).toHaveBeenCalledOnce();
    expect(waiting()).toEqual({});
  },
);

it('leaves what another tab keeps, and learns of it', async () => {
  let isAway = true;
  const server = serveQuiz({ attempt }, () => (isAway ? { status: 503 } : null));
  const [older, newer] = [tab(), tab()];
  newer.give(2, { chosen: [0] });
  older.give(1, { chosen: [1] });
  older.keep(() => ({ flagged: [2] }));
  expect(Object.keys(waiting())).toEqual(['1', '2']);
  window.dispatchEvent(new StorageEvent('storage', { key }));
  expect(newer.get().kept).toMatchObject({ flagged: [2], waiting: { 1: { answer: { chosen: [1] } } } });
  older.leave();
  await older.flush();
  expect(Object.keys(waiting())).toEqual(['1', '2']);
  isAway = false;
  expect(await newer.flush()).toBe(true);
  expect(server.said().slice(-2)).toEqual([
    { version: 0, answer: { chosen: [1] } },
    { version: 0, answer: { chosen: [0] } },
  ]);
  // What the newer one has sent does not come back with a change of the older one.
  older.keep(() => ({ flagged: [] }));
  expect(localStorage.getItem(key)).toBeNull();
});

it('is one for each attempt, whatever shows it', () => {
  const client = new QueryClient();
  expect(senderOf(client, 'q1', 'a1')).toBe(senderOf(client, 'q1', 'a1'));
  expect(senderOf(client, 'q1', 'a1')).not.toBe(senderOf(client, 'q1', 'a2'));
});

it.each(['visibilitychange', 'pagehide'])(
  'sends at once on %s, so that it outlives the page',
  async (event) => {
    const server = serveQuiz({ attempt });
    const { fetch } = globalThis;
    const outliving: boolean[] = [];
    vi.stubGlobal('fetch', (request: Request) => {
      outliving.push(request.keepalive);
      return fetch(request);
    });
    const { give, flush, get } = tab();
    await flush();
    give(1, { chosen: [1] }, 60_000);
    (event === 'pagehide' ? window : document).dispatchEvent(new Event(event));
    await vi.waitFor(() => expect(server.said()).toHaveLength(1));
    expect(outliving).toEqual([true]);
    await vi.waitFor(() => expect(get().state).toBe('saved'));
  },
);

it('warns before the page is left only while something waits', async () => {
  serveQuiz({ attempt });
  const { give, flush } = tab();
  const mayLeave = () => window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  expect(mayLeave()).toBe(true);
  give(1, { chosen: [1] });
  expect(mayLeave()).toBe(false);
  await flush();
  expect(mayLeave()).toBe(true);
});
