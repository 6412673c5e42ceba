import { ApiError } from '@/lib/api/errors';
import type { MarketMessage } from '@/lib/live/messages';
import type { LiveQuote } from '@/lib/live/quotes';
import type { LinkState } from '@/lib/live/socket';
import type { AdvanceRequest, Replay, ReplayStep } from './api';
import { messagesOf } from './messages';

/** Bars a second; 0 is as fast as the answers come. */
export const speeds = [0.5, 1, 2, 5, 10, 0] as const;
export type Speed = (typeof speeds)[number];

/** Why it does not play any more, where nobody paused it. */
export type Halt = 'fill' | 'hidden' | 'over' | 'error' | 'moved';

export type PlayerState = {
  /** Milliseconds. */
  clock: number;
  until: number;
  isOver: boolean;
  /** Ended by the person: nothing more is traded. */
  isEnded: boolean;
  quote: LiveQuote;
  isPlaying: boolean;
  /** A step is on its way. */
  isBusy: boolean;
  halt: Halt | null;
  error: unknown;
  speed: Speed;
  pausesAtFill: boolean;
};

/** Bars that are shown: they hear of every step. */
export type Follower = {
  interval: string;
  /** Length of a bar. */
  seconds: number;
  /** Of the address of a stream: `indicators`, `benchmark`, `since` and `adjust`. */
  also: string;
  onMessage: (message: MarketMessage) => void;
  onState?: (state: LinkState) => void;
};

export type PlayerOptions = {
  replay: Replay;
  advance: (body: AdvanceRequest) => Promise<ReplayStep>;
  read: () => Promise<Replay>;
  /** When the bar after a moment is over, milliseconds; `opening` is that of a bar before, where one is known. */
  endOf: (clock: number, follower: Follower, opening: number | null) => number;
  /** Orders were executed, or something else changed of the account. */
  onTraded: () => void;
  speed?: Speed;
  pausesAtFill?: boolean;
};

const iso = (ms: number) => new Date(ms).toISOString();

/** Once what was read has been taken in, which takes no more than the tasks that are waiting now. */
const settled = () => new Promise<void>((resolve) => setTimeout(resolve));

/** Lets a replay run: one step after the other, never two at once, and tells those who show its bars what each brought. */
export function createPlayer({ replay, advance, read, endOf, onTraded, ...wishes }: PlayerOptions) {
  const { symbol } = replay;
  let state: PlayerState = {
    ...seen(replay),
    isPlaying: false,
    isBusy: false,
    halt: null,
    error: null,
    speed: wishes.speed ?? 1,
    pausesAtFill: wishes.pausesAtFill ?? true,
  };
  let turn: Promise<unknown> = Promise.resolve();
  let wake: (() => void) | null = null;
  let isRunning = false;
  /** The newest bar of each interval. */
  const openings = new Map<string, number>();
  const followers = new Set<Follower>();
  const listeners = new Set<() => void>();

  function seen(view: Replay) {
    return {
      clock: Date.parse(view.clock),
      until: Date.parse(view.until),
      isOver: view.isOver,
      isEnded: view.endedAt !== null,
      quote: quoteOf(view.quote),
    };
  }

  function quoteOf({ time, ...prices }: Replay['quote']): LiveQuote {
    return { symbol, time: Date.parse(time), ...prices };
  }

  function set(next: Partial<PlayerState>) {
    state = { ...state, ...next };
    listeners.forEach((listener) => listener());
  }

  /** One after the other: what is read is of one moment, and no step is missing behind it. */
  function exclusive<T>(run: () => Promise<T>): Promise<T> {
    const done = turn.then(run);
    turn = done.then(settled, settled);
    return done;
  }

  /** Those who show bars read them again, as after a lost connection. */
  function resync() {
    followers.forEach(({ onState }) => {
      onState?.('reconnecting');
      onState?.('live');
    });
  }

  /** Says which bar is the newest that was told or read. */
  function saw(interval: string, opening: number | undefined) {
    if (opening !== undefined) openings.set(interval, Math.max(opening * 1000, openings.get(interval) ?? 0));
  }

  function tell(follower: Follower, step: ReplayStep) {
    messagesOf(symbol, follower.interval, step).forEach(follower.onMessage);
    saw(follower.interval, step.bars.t.at(-1));
  }

  /** Asks for one part of a step, for everybody who shows bars. */
  async function ask(from: number, to: number): Promise<ReplayStep> {
    // The clock is where it was meant to be after the first answer; the others tell of the same step.
    let first: ReplayStep | null = null;
    const told = new Map<string, Promise<ReplayStep>>();
    for (const follower of [...followers].sort((a, b) => a.seconds - b.seconds)) {
      const { interval, also } = follower;
      const key = `${interval} ${also}`;
      const parts = new URLSearchParams(also);
      const answer =
        told.get(key) ??
        advance({
          from: iso(from),
          to: iso(to),
          interval,
          indicators: parts.get('indicators'),
          benchmark: parts.get('benchmark'),
          since: parts.get('since'),
          adjust: parts.get('adjust'),
        });
      told.set(key, answer);
      const step = await answer;
      if (!first) set({ clock: Date.parse(step.clock), isOver: step.isOver, quote: quoteOf(step.quote) });
      first ??= step;
      if (followers.has(follower)) tell(follower, step);
    }
    if (!first) throw new Error('Nobody shows bars of the replay.');
    return first;
  }

  async function failed(error: unknown) {
    const code = error instanceof ApiError ? error.code : '';
    if (code !== 'paper.replay_moved' && code !== 'paper.replay_over') {
      set({ isPlaying: false, halt: 'error', error });
      return;
    }
    try {
      set({
        ...seen(await read()),
        isPlaying: false,
        halt: code === 'paper.replay_moved' ? 'moved' : 'over',
      });
    } catch (reason) {
      set({ isPlaying: false, halt: 'error', error: reason });
    }
    onTraded();
  }

  /** On to the end of the next bar, of the shortest that are shown. */
  async function step() {
    const shortest = [...followers].sort((a, b) => a.seconds - b.seconds)[0];
    if (state.isBusy || state.isOver || !shortest) return;
    set({ isBusy: true, error: null, halt: null });
    const began = state.clock;
    const to = endOf(began, shortest, openings.get(shortest.interval) ?? null);
    let fills = 0;
    try {
      for (let more = true; more;) {
        const done = await exclusive(() => ask(state.clock, to));
        fills += done.fills;
        more = done.hasMore;
      }
    } catch (error) {
      await failed(error);
      // Some may have heard of it, and others not.
      if (state.clock !== began) resync();
    }
    if (fills > 0) onTraded();
    if (state.isPlaying && state.isOver) set({ isPlaying: false, halt: 'over' });
    if (state.isPlaying && fills > 0 && state.pausesAtFill) set({ isPlaying: false, halt: 'fill' });
    set({ isBusy: false });
  }

  const rest = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function run() {
    if (isRunning) return;
    isRunning = true;
    while (state.isPlaying) {
      const began = performance.now();
      await step();
      const period = state.speed === 0 ? 0 : 1000 / state.speed;
      if (state.isPlaying) await rest(Math.max(0, period - (performance.now() - began)));
    }
    isRunning = false;
  }

  function play() {
    if (state.isOver || state.isPlaying || document.hidden) return;
    set({ isPlaying: true, halt: null, error: null });
    void run();
  }

  function pause(halt: Halt | null = null) {
    if (state.isPlaying) set({ isPlaying: false, halt });
    wake?.();
  }

  function quicken(by: 1 | -1) {
    const next = speeds[speeds.indexOf(state.speed) + by];
    if (next !== undefined) setSpeed(next);
  }

  function setSpeed(speed: Speed) {
    set({ speed });
    wake?.();
  }

  return {
    symbol,
    get state() {
      return state;
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Reads something of the replay between two steps. */
    read: exclusive,
    saw,
    follow(follower: Follower) {
      followers.add(follower);
      queueMicrotask(() => {
        if (!followers.has(follower)) return;
        follower.onState?.('live');
        follower.onMessage({ type: 'status', state: 'replay', since: state.clock, symbol });
      });
      return { close: () => void followers.delete(follower) };
    },
    step: () => {
      if (!state.isPlaying) void step();
    },
    play,
    pause: () => pause(),
    toggle: () => (state.isPlaying ? pause() : play()),
    slower: () => quicken(-1),
    faster: () => quicken(1),
    setSpeed,
    pauseAtFill: (wanted: boolean) => set({ pausesAtFill: wanted }),
    /** It was ended, or is somewhere else now. */
    took: (view: Replay) => {
      pause();
      set({ ...seen(view), halt: null, error: null });
      onTraded();
    },
    /** Watches whether the page is looked at until the returned function is called, which also stops it. */
    start() {
      const look = () => document.hidden && pause('hidden');
      document.addEventListener('visibilitychange', look);
      return () => {
        document.removeEventListener('visibilitychange', look);
        pause();
      };
    },
  };
}

export type Player = ReturnType<typeof createPlayer>;
