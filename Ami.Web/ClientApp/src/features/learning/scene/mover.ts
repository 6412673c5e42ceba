import { ApiError } from '@/lib/api/errors';
import { backoff } from '@/lib/live/backoff';
import { storage } from '@/lib/storage';
import type { Move, Scene } from '../api/scenes';
import { canFollow, isToSend, readPending, type PendingMove } from '../domain/sceneMoves';

export type MoverState = {
  /** The one move that is on its way. */
  pending: PendingMove | null;
  /** The one that is made after it. */
  next: Move | null;
  /** It could not be sent, and is sent again. */
  isWaiting: boolean;
  /** Why. */
  trouble: unknown;
};

export type MoverOptions = {
  /** Where this device keeps the move until the server has it. */
  key: string;
  send: (pending: PendingMove) => Promise<Scene>;
  /** The scene as it is known here. */
  scene: () => Scene | undefined;
  /** The scene as the server says it is. */
  take: (scene: Scene) => void;
  /** A move was made. */
  made: (move: Move) => void;
  /** The server did not take a move, and no later try changes that. */
  refused: (error: ApiError) => void;
};

/**
 * Sends the moves of a scene one after the other. A move carries how many were made before it: sent again, when nobody knows whether it arrived, it is made once.
 * While one is on its way one other is kept, which is made after it, where it was meant for almost the same chart; if the first is not taken, neither is the other.
 */
export function createMover({ key, send, scene, take, made, refused }: MoverOptions) {
  let at: MoverState = { pending: null, next: null, isWaiting: false, trouble: null };
  let timer = 0;
  let failures = 0;
  let running: Promise<unknown> | null = null;
  let listening = new AbortController();
  const listeners = new Set<() => void>();

  function set(next: Partial<MoverState>) {
    at = { ...at, ...next };
    listeners.forEach((listener) => listener());
  }

  function settle() {
    storage.remove(key);
    failures = 0;
    set({ pending: null, isWaiting: false, trouble: null });
  }

  /** Sends what is on its way; gives why it is not made. */
  async function attempt(pending: PendingMove): Promise<unknown> {
    try {
      take(await send(pending));
      settle();
      made(pending.move);
      return null;
    } catch (error) {
      if (error instanceof ApiError && !error.isTransient) {
        const current = error.details.current as Scene | undefined;
        if (error.code === 'learning.scene_moved' && current) take(current);
        settle();
        set({ next: null });
        refused(error);
      } else {
        set({ isWaiting: true, trouble: error });
        const after = error instanceof ApiError ? (error.retryAfter ?? 0) * 1000 : 0;
        if (listeners.size > 0)
          timer = window.setTimeout(() => void run(), Math.max(after, backoff(failures++)));
      }
      return error;
    }
  }

  function run(): Promise<unknown> {
    clearTimeout(timer);
    if (running) return running;
    if (!at.pending) return Promise.resolve(null);
    running = attempt(at.pending).finally(() => {
      running = null;
      follow();
    });
    return running;
  }

  function follow() {
    const { pending, next } = at;
    if (pending || !next) return;
    set({ next: null });
    make(next);
  }

  function make(move: Move): boolean {
    const now = scene();
    if (!now || now.isOver) return false;
    if (at.pending) {
      if (!canFollow(at.pending.move, at.next, move)) return false;
      set({ next: move });
      return true;
    }
    const pending = { version: now.version, move };
    storage.set(key, JSON.stringify(pending));
    set({ pending });
    void run();
    return true;
  }

  /** What was kept before the page was closed goes first; of a scene that is not known here the server says whether it can have been meant. */
  function resume() {
    const kept = readPending(storage.get(key));
    const now = scene();
    if (!kept || at.pending) return;
    if (now && !isToSend(kept, now)) return storage.remove(key);
    set({ pending: kept });
    void run();
  }

  function begin() {
    listening = new AbortController();
    const { signal } = listening;
    for (const event of ['online', 'focus']) window.addEventListener(event, () => void run(), { signal });
    if (at.pending) void run();
    else resume();
  }

  function end() {
    listening.abort();
    clearTimeout(timer);
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
    /** Makes a move on the scene as it is shown, or after the one that is on its way; says whether it was begun. */
    make,
    /** Sends everything that waits, and throws why the server has not all of it. */
    async deliver() {
      resume();
      while (at.pending) {
        const error = await run();
        if (error !== null) throw error;
      }
    },
    /** Sends what waits now. */
    retry: () => void run(),
  };
}

export type Mover = ReturnType<typeof createMover>;
