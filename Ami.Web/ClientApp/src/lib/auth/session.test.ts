import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSession, type SessionAnswer, type SessionSurroundings } from './session';

const start = Date.parse('2026-01-01T00:00:00Z');

function answer(token: string, minutes = 15, at = start): SessionAnswer {
  return {
    accessToken: token,
    expiresAt: new Date(at + minutes * 60_000).toISOString(),
    user: {
      id: 'u1',
      email: 'ana@example.com',
      displayName: 'Ana',
      language: 'es',
      timeZone: 'UTC',
      roles: ['student'],
      plan: 'free',
      createdAt: new Date(start).toISOString(),
      emailConfirmed: true,
      hasPassword: true,
      avatarUrl: null,
      isStaffOnHold: false,
      permissions: [],
    },
  };
}

/** A browser with several tabs: they share storage, the lock and the channel, and each has its own session. */
function browser(fetch: SessionSurroundings['fetch']) {
  const stored = new Map<string, string>();
  const tabs: ((event: Event) => void)[] = [];
  const clock = { now: start };
  let queue: Promise<unknown> = Promise.resolve();
  const request = (_name: string, work: () => Promise<unknown>) => {
    const turn = queue.then(work, work);
    queue = turn.catch(() => undefined);
    return turn;
  };
  return {
    clock,
    stored,
    tab() {
      let own: ((event: Event) => void) | null = null;
      return createSession({
        fetch,
        locks: { request } as unknown as LockManager,
        channel: {
          postMessage: (data: unknown) =>
            tabs
              .filter((tab) => tab !== own)
              .forEach((tab) => setTimeout(() => tab({ data } as MessageEvent), 1)),
          addEventListener: (_type: string, listener: unknown) => {
            own = listener as (event: Event) => void;
            tabs.push(own);
          },
        } as unknown as BroadcastChannel,
        storage: {
          get: (key) => stored.get(key) ?? null,
          set: (key, value) => void stored.set(key, value),
          remove: (key) => void stored.delete(key),
        },
        now: () => clock.now,
      });
    },
  };
}

const ok = (body: unknown) => new Response(JSON.stringify(body), { status: 200 });

afterEach(() => vi.useRealTimers());

describe('session', () => {
  it('renews once for many callers at the same time', async () => {
    const fetch = vi.fn(async () => ok(answer('second')));
    const world = browser(fetch);
    const session = world.tab();
    session.signedIn(answer('first'));
    world.clock.now += 1000;

    const tokens = await Promise.all([
      session.renew('first'),
      session.renew('first'),
      session.renew('first'),
    ]);

    expect(tokens).toEqual(['second', 'second', 'second']);
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('renews once for two tabs: the second takes what the first brought', async () => {
    let round = 0;
    const world = browser(async () => {
      world.clock.now += 50;
      return ok(answer(`renewed-${++round}`, 15, world.clock.now));
    });
    const [one, two] = [world.tab(), world.tab()];
    one.signedIn(answer('first'));
    await vi.waitFor(() => expect(two.state.status).toBe('signedIn'));
    world.clock.now += 1000;

    const tokens = await Promise.all([one.renew('first'), two.renew('first')]);

    expect(tokens).toEqual(['renewed-1', 'renewed-1']);
    expect(round).toBe(1);
  });

  it('gives a fresh token without asking the server and renews one that is about to end', async () => {
    const fetch = vi.fn(async () => ok(answer('second', 30)));
    const world = browser(fetch);
    const session = world.tab();
    session.signedIn(answer('first', 15));

    expect(await session.accessToken()).toBe('first');
    world.clock.now += 14.9 * 60_000;
    expect(await session.accessToken()).toBe('second');
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('ends in every tab when the refresh token is refused', async () => {
    const world = browser(async () => new Response('{"code":"auth.refresh_reused"}', { status: 401 }));
    const [one, two] = [world.tab(), world.tab()];
    one.signedIn(answer('first'));
    await vi.waitFor(() => expect(two.state.status).toBe('signedIn'));

    world.clock.now += 1000;
    expect(await one.renew('first')).toBeNull();

    expect(one.state.status).toBe('signedOut');
    await vi.waitFor(() => expect(two.state.status).toBe('signedOut'));
    expect(world.stored.size).toBe(0);
  });

  it('stays signed in when the server is away, and says so to the caller', async () => {
    const world = browser(async () => new Response('bad gateway', { status: 502 }));
    const session = world.tab();
    session.signedIn(answer('first'));
    world.clock.now += 1000;

    await expect(session.renew('first')).rejects.toMatchObject({ status: 502 });
    expect(session.state.status).toBe('signedIn');
  });

  it('restores silently, is a guest without asking when never signed in, and reports an absent server', async () => {
    const fetch = vi.fn(async () => ok(answer('restored')));
    const guest = browser(fetch).tab();
    await guest.restore();
    expect(guest.state.status).toBe('signedOut');
    expect(fetch).not.toHaveBeenCalled();

    const world = browser(fetch);
    world.stored.set('ami.session', '1');
    const returning = world.tab();
    await returning.restore();
    expect(returning.state.answer?.accessToken).toBe('restored');

    const broken = browser(() => Promise.reject(new TypeError('failed')));
    broken.stored.set('ami.session', '1');
    const offline = broken.tab();
    await offline.restore();
    expect(offline.state.status).toBe('unreachable');
    expect(broken.stored.has('ami.session')).toBe(true);
  });

  it('shows AMI as somebody else in one tab, and never asks with another token what was asked with theirs', async () => {
    const fetch = vi.fn(async () => ok(answer('second')));
    const world = browser(fetch);
    const [one, two] = [world.tab(), world.tab()];
    one.signedIn(answer('first'));
    await vi.waitFor(() => expect(two.state.answer?.accessToken).toBe('first'));

    const student = answer('student');
    one.impersonate(student);
    expect(await one.accessToken()).toBe('student');
    expect(two.state.answer?.accessToken).toBe('first');
    world.clock.now += 1000;
    await two.renew('first');
    await vi.waitFor(() => expect(one.state.own?.accessToken).toBe('second'));
    expect(await one.accessToken()).toBe('student');

    expect(await one.renew('student')).toBeNull();
    expect(one.state.answer?.accessToken).toBe('second');
    expect(await one.renew('student')).toBeNull();
    expect(fetch).toHaveBeenCalledTimes(1);
  });
});
