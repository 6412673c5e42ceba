import { ApiError, errorFrom } from '@/lib/api/errors';
import type { components } from '@/lib/api/schema';
import { storage } from '@/lib/storage';

export type UserProfile = components['schemas']['UserProfile'];
export type SessionAnswer = components['schemas']['AccessGrant'];

export type SessionState =
  | { status: 'unknown' | 'unreachable' | 'signedOut'; answer: null; own?: undefined }
  /** `own` is what an administrator goes back to while this tab shows AMI as somebody else sees it. */
  | { status: 'signedIn'; answer: SessionAnswer; own?: SessionAnswer };

type Message = { type: 'renewed'; answer: SessionAnswer } | { type: 'signedOut' };

/** What the browser offers, so that tests can give their own. */
export type SessionSurroundings = {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  locks: Pick<LockManager, 'request'> | undefined;
  channel: Pick<BroadcastChannel, 'postMessage' | 'addEventListener'> | undefined;
  storage: typeof storage;
  now: () => number;
};

/** When this browser last got a token. Its presence says that a refresh cookie may exist; the token itself stays in memory. */
const hintKey = 'ami.session';
const lockName = 'ami.refresh';
const renewBeforeMs = 20_000;
const waitForOtherTabMs = 500;

/**
 * The signed-in state of all tabs of this browser. Refresh tokens rotate and a reused one revokes the family, so
 * one tab at a time renews (Web Locks) and tells the others (BroadcastChannel).
 */
export function createSession(around: SessionSurroundings) {
  let state: SessionState = { status: 'unknown', answer: null };
  let renewing: Promise<string | null> | null = null;
  const listeners = new Set<() => void>();
  /** Access tokens of impersonated people. What was asked with one is never asked again with another. */
  const borrowed = new Set<string>();

  function set(next: SessionState) {
    state = next;
    listeners.forEach((listener) => listener());
  }

  function accept(answer: SessionAnswer, tellOthers = true) {
    around.storage.set(hintKey, String(around.now()));
    if (tellOthers) around.channel?.postMessage({ type: 'renewed', answer } satisfies Message);
    set(state.own ? { ...state, own: answer } : { status: 'signedIn', answer });
  }

  function forget(tellOthers = true) {
    around.storage.remove(hintKey);
    if (tellOthers) around.channel?.postMessage({ type: 'signedOut' } satisfies Message);
    set({ status: 'signedOut', answer: null });
  }

  /** Only this tab, and never stored: other tabs stay the administrator's, and a reload brings them back here. */
  function impersonate(answer: SessionAnswer) {
    if (state.status !== 'signedIn' || state.own) return;
    borrowed.add(answer.accessToken);
    set({ status: 'signedIn', answer, own: state.answer });
  }

  function stopImpersonating() {
    if (state.own) set({ status: 'signedIn', answer: state.own });
  }

  around.channel?.addEventListener('message', (event) => {
    const message = (event as MessageEvent<Message>).data;
    if (message.type === 'renewed') accept(message.answer, false);
    else forget(false);
  });

  const isFresh = (answer: SessionAnswer) => Date.parse(answer.expiresAt) - around.now() > renewBeforeMs;

  /** A token other than the one found stale, when another tab has brought it. */
  function renewedElsewhere(stale: string | null) {
    const answer = state.answer;
    return answer && answer.accessToken !== stale && isFresh(answer) ? answer.accessToken : null;
  }

  function nextChange(timeoutMs: number) {
    return new Promise<void>((resolve) => {
      const done = () => {
        listeners.delete(done);
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(done, timeoutMs);
      listeners.add(done);
    });
  }

  async function renewAlone(stale: string | null, askedAt: number): Promise<string | null> {
    // Another tab may have renewed while this one waited for the lock; its message can arrive just after the lock.
    const lastRenewal = Number(around.storage.get(hintKey) ?? 0);
    if (lastRenewal >= askedAt && !renewedElsewhere(stale)) await nextChange(waitForOtherTabMs);
    const brought = renewedElsewhere(stale);
    if (brought) return brought;
    if (state.status === 'signedOut') return null;

    let response: Response;
    try {
      // keepalive: a page left in the meantime must still take the new cookie, as the old one is used up.
      response = await around.fetch('/api/auth/refresh', {
        method: 'POST',
        credentials: 'same-origin',
        keepalive: true,
      });
    } catch {
      throw new ApiError(0, 'network', 'No answer from the server.');
    }
    const body: unknown = await response.json().catch(() => null);
    if (response.ok) {
      const answer = body as SessionAnswer;
      accept(answer);
      return answer.accessToken;
    }
    if (response.status === 401) {
      forget();
      return null;
    }
    throw errorFrom(response, body);
  }

  function renew(stale: string | null): Promise<string | null> {
    if (stale !== null && borrowed.has(stale)) {
      stopImpersonating();
      return Promise.resolve(null);
    }
    const brought = renewedElsewhere(stale);
    if (brought) return Promise.resolve(brought);
    const askedAt = around.now();
    const work = () => renewAlone(stale, askedAt);
    renewing ??= Promise.resolve(around.locks ? around.locks.request(lockName, work) : work()).finally(() => {
      renewing = null;
    });
    return renewing;
  }

  return {
    get state() {
      return state;
    },
    /** This browser was signed in when it was last open. */
    get mayBeSignedIn() {
      return around.storage.get(hintKey) !== null;
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** After register or log in. */
    signedIn: (answer: SessionAnswer) => accept(answer),
    /** After the profile changed. */
    updateUser(user: UserProfile) {
      if (state.own) set({ ...state, answer: { ...state.answer, user } });
      else if (state.answer) accept({ ...state.answer, user });
    },
    forget: () => forget(),
    impersonate,
    stopImpersonating,
    /** At start: signs in silently when this browser was signed in; `unreachable` when the server did not say. */
    async restore() {
      if (state.status === 'signedIn') return;
      if (around.storage.get(hintKey) === null) return set({ status: 'signedOut', answer: null });
      try {
        await renew(null);
      } catch {
        set({ status: 'unreachable', answer: null });
      }
    },
    /** A token that is good for some seconds, renewed first if need be; null when signed out. */
    async accessToken(): Promise<string | null> {
      if (!state.answer) return null;
      if (state.own) return state.answer.accessToken;
      return isFresh(state.answer) ? state.answer.accessToken : renew(state.answer.accessToken);
    },
    /** A token other than `stale`, which the server refused; null when the session has ended. */
    renew,
  };
}

export type SessionStore = ReturnType<typeof createSession>;

export const session = createSession({
  fetch: (url, init) => fetch(url, init),
  locks: globalThis.navigator?.locks,
  channel: typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('ami.session'),
  storage,
  now: () => Date.now(),
});
