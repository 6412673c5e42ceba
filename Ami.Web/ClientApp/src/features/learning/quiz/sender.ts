import type { QueryClient } from '@tanstack/react-query';
import { ApiError } from '@/lib/api/errors';
import { backoff } from '@/lib/live/backoff';
import { storage } from '@/lib/storage';
import { isClosed } from '../api/courses';
import { attemptCache, saveAnswer, type Answer, type Question } from '../api/quizzes';
import { plain } from '../domain/answers';
import { readKept, writeKept, type Kept } from '../domain/kept';
import { given, nextOf, overtaken, taken, trying, without } from '../domain/outbox';

const storageKey = (attempt: string) => `ami.quiz.${attempt}`;

/** Refusals that no later try changes. Whatever else is said, the answer may be taken then. */
const forGood: readonly string[] = [
  'learning.answer_invalid',
  'learning.answer_final',
  'learning.attempt_over',
  'learning.quiz_time_over',
  'learning.attempt_unknown',
  'learning.question_unknown',
];

const known = (question: Question | undefined) => ({
  answer: plain(question?.answer ?? null),
  version: question?.version ?? 0,
});

/** Forgets what this device kept of an attempt: it has ended. */
export const forgetAnswers = (attempt: string) => storage.remove(storageKey(attempt));

type Sending = {
  kept: Kept;
  /** `recovered` is saved after it was not. */
  state: 'saved' | 'saving' | 'notSaved' | 'recovered';
  /** Why it is not saved. */
  trouble: unknown;
};

/** Told of an answer that was given up, and why. */
type Dropped = (position: number, error: ApiError) => void;

/**
 * The answers of an attempt on their way to the server: kept on this device until it has them, sent one after the other, and again when it did
 * not take them. What is kept is read anew before each change, as other tabs keep theirs in the same place.
 */
export function createSender(client: QueryClient, lesson: string, attempt: string) {
  const key = storageKey(attempt);
  const cache = attemptCache(client, lesson, attempt);
  let at: Sending = { kept: readKept(storage.get(key)), state: 'saved', trouble: null };
  // Where storage is closed or full, this tab remembers alone.
  let isStored = true;
  let timer = 0;
  let failures = 0;
  let running: Promise<boolean> | null = null;
  let listening = new AbortController();
  const listeners = new Set<() => void>();
  const dropListeners = new Set<Dropped>();

  function set(next: Partial<Sending>) {
    at = { ...at, ...next };
    listeners.forEach((listener) => listener());
  }

  const read = () => (isStored ? readKept(storage.get(key)) : at.kept);
  const isWaiting = () => nextOf(read().waiting) !== null;

  function keep(change: (kept: Kept) => Partial<Kept>) {
    const before = read();
    const kept = { ...before, ...change(before) };
    const text = writeKept(kept);
    if (text === null) storage.remove(key);
    else storage.set(key, text);
    isStored = storage.get(key) === text;
    set({ kept });
  }

  /** What becomes of an answer that the server refused; false where it may take it later. */
  async function refused(position: number, error: unknown): Promise<boolean> {
    if (!(error instanceof ApiError)) return false;
    const current = error.details.current as Question | undefined;
    if (error.code === 'learning.answer_changed' && current) {
      const { isTheirs } = overtaken(read().waiting, position, known(current));
      await cache.put(current);
      keep(({ waiting }) => ({ waiting: overtaken(waiting, position, known(current)).box }));
      if (isTheirs) dropListeners.forEach((listener) => listener(position, error));
      return true;
    }
    if (!forGood.includes(error.code)) return false;
    keep(({ waiting }) => ({ waiting: without(waiting, position) }));
    dropListeners.forEach((listener) => listener(position, error));
    void cache.readAgain();
    return true;
  }

  async function sendAll(): Promise<boolean> {
    for (;;) {
      const position = nextOf(read().waiting);
      if (position === null) {
        failures = 0;
        if (at.state === 'notSaved') set({ state: 'recovered', trouble: null });
        else if (at.state === 'saving') set({ state: 'saved' });
        return true;
      }
      keep(({ waiting }) => ({ waiting: trying(waiting, position) }));
      const sent = at.kept.waiting[position];
      if (!sent) continue;
      if (at.state !== 'notSaved') set({ state: 'saving' });
      try {
        await cache.hold();
        const question = await saveAnswer(lesson, attempt, position, sent.version, sent.answer);
        await cache.hold();
        await cache.put(question);
        keep(({ waiting }) => ({ waiting: taken(waiting, position, sent.answer, known(question)) }));
      } catch (error) {
        if (await refused(position, error)) continue;
        set({ state: 'notSaved', trouble: error });
        // No question of a course that is closed stays on the screen.
        if (isClosed(error)) void cache.close();
        const after = error instanceof ApiError ? (error.retryAfter ?? 0) * 1000 : 0;
        later(Math.max(after, backoff(failures++)));
        return false;
      }
    }
  }

  /** Sends what waits now, and waits for it. Says whether the server has all of it then. */
  function flush(): Promise<boolean> {
    clearTimeout(timer);
    running ??= sendAll().finally(() => {
      running = null;
    });
    // What was given after the last look goes too.
    return running.then((hasAll) => (hasAll && isWaiting() ? flush() : hasAll));
  }

  /** Only while the attempt is shown: the next time that it is, what waits is sent first. */
  function later(ms: number) {
    clearTimeout(timer);
    if (listeners.size > 0) timer = window.setTimeout(() => void flush(), ms);
  }

  /** Another tab kept something, or the server has what it sent. */
  function lookAgain() {
    const before = at.kept.waiting;
    set({ kept: read() });
    if (Object.keys(before).some((position) => !(position in at.kept.waiting))) void cache.readAgain();
  }

  function begin() {
    listening = new AbortController();
    const { signal } = listening;
    const again = () => void flush();
    // A page that is hidden may never be shown again.
    for (const event of ['online', 'focus', 'pagehide']) window.addEventListener(event, again, { signal });
    document.addEventListener('visibilitychange', again, { signal });
    window.addEventListener('beforeunload', (event) => isWaiting() && event.preventDefault(), { signal });
    window.addEventListener('storage', (event) => event.key === key && lookAgain(), { signal });
    set({ kept: read() });
    again();
  }

  function end() {
    listening.abort();
    clearTimeout(timer);
    // What is still being typed is sent now.
    if (at.trouble === null) void flush();
  }

  return {
    get: () => at,
    subscribe(listener: () => void) {
      listeners.add(listener);
      if (listeners.size === 1) begin();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) end();
      };
    },
    onDropped(listener: Dropped) {
      dropListeners.add(listener);
      return () => void dropListeners.delete(listener);
    },
    keep,
    /** Keeps an answer, to be sent with the next `flush` or after so many milliseconds. */
    give(position: number, answer: Answer | null, ms: number | null = null) {
      const stored = known(cache.question(position));
      keep(({ waiting }) => ({ waiting: given(waiting, position, plain(answer), stored) }));
      if (ms !== null) later(ms);
    },
    flush,
  };
}

type Sender = ReturnType<typeof createSender>;

const senders = new WeakMap<QueryClient, Map<string, Sender>>();

/** The one that sends an attempt's answers, whatever shows it. */
export function senderOf(client: QueryClient, lesson: string, attempt: string): Sender {
  const all = senders.get(client) ?? new Map<string, Sender>();
  senders.set(client, all);
  const sender = all.get(attempt) ?? createSender(client, lesson, attempt);
  all.set(attempt, sender);
  return sender;
}
