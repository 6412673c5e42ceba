import { ApiError } from '@/lib/api/errors';
import { storage } from '@/lib/storage';
import { readLook } from '../chart/look';
import { readChoice } from '../indicators/choices';
import { remote as server, type Layout, type LayoutsRemote, type LayoutWish } from './api';
import {
  isBody,
  isMadeAnew,
  isPoorer,
  isSame,
  plainBody,
  withChart,
  type LayoutBody,
  type LayoutChart,
} from './body';
import { createHistory } from './history';

export type LayoutsState = {
  status: 'loading' | 'ready' | 'failed';
  /** All there are on the server, by name. */
  all: readonly Layout[];
  currentId: string | null;
  /** What is shown. */
  body: LayoutBody;
  /** Grows when another body is shown than the one that was edited here: charts are made anew. */
  epoch: number;
  /** What was changed of the one that is shown. */
  canUndo: boolean;
  canRedo: boolean;
  /** The one that was deleted last, to be had back. */
  deleted: Layout | null;
};

type Options = {
  person: string;
  /** The name of the first one. */
  firstName: () => string;
  remote?: LayoutsRemote;
  kept?: Pick<typeof storage, 'get' | 'set'>;
  delayMs?: number;
};

/** What is shown, on this device: with what it was when it was kept on the server last. */
type Kept = { id: string | null; version: number; changed: boolean; body: LayoutBody };

const firstSymbol = 'BTC-SIM';

const byName = (a: Layout, b: Layout) => a.name.localeCompare(b.name);

const codeOf = (error: unknown) => (error instanceof ApiError ? error.code : '');

/** The layouts of a person: shown at once from this device, kept on the server soon after each change. */
export function createLayouts({
  person,
  firstName,
  remote = server,
  kept = storage,
  delayMs = 1_000,
}: Options) {
  const key = `ami.layout.${person}`;
  const found = readKept(kept.get(key));
  let state: LayoutsState = {
    status: 'loading',
    all: [],
    currentId: null,
    body: found?.body ?? plainBody(firstSymbol, readLook(), readChoice(person, kept)),
    epoch: 0,
    canUndo: false,
    canRedo: false,
    deleted: null,
  };
  // What changes are made to before the server was asked.
  const begun = state.body;
  let changed = found?.changed ?? false;
  /** What the changes that are not kept on the server yet were made to. */
  let seen = { id: found?.id ?? null, version: found?.version ?? 0 };
  let where: Partial<LayoutChart> = {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  let saving: Promise<void> = Promise.resolve();
  let loading: Promise<void> | null = null;
  const history = createHistory<LayoutBody>((a, b) => isSame(here(a), here(b)));
  const listeners = new Set<() => void>();
  const poorer = new Set<() => void>();
  const troubled = new Set<(error: unknown) => void>();

  const current = () => state.all.find(({ id }) => id === state.currentId);

  /** The first chart shows what the page is about, whatever it showed when that was kept. */
  const here = (body: LayoutBody) => withChart(body, 0, where);

  function set(next: Partial<LayoutsState>) {
    state = { ...state, ...next };
    state = { ...state, ...history.can(state.body) };
    const one = current();
    if (one) seen = { id: one.id, version: one.version };
    kept.set(key, JSON.stringify({ ...seen, body: state.body, changed } satisfies Kept));
    listeners.forEach((listener) => listener());
  }

  function take(layout: Layout) {
    const others = state.all.filter(({ id }) => id !== layout.id);
    const rest = layout.isCurrent ? others.map((one) => ({ ...one, isCurrent: false })) : others;
    set({ all: [...rest, layout].sort(byName) });
  }

  /** Shows what is there instead of what is shown. */
  function show(layout: Layout) {
    changed = false;
    const isOther = !isSame(layout.body, state.body);
    if (isOther || layout.id !== state.currentId) history.forget();
    set({ currentId: layout.id, ...(isOther && { body: layout.body, epoch: state.epoch + 1 }) });
  }

  async function send(wish: LayoutWish): Promise<void> {
    try {
      take(await remote.put(wish));
    } catch (error) {
      const there = error instanceof ApiError ? error.details.current : undefined;
      if (codeOf(error) === 'market.layout_unknown') {
        // Deleted elsewhere while it is shown here: it stays.
        take(await remote.put({ ...wish, version: 0 }));
        return;
      }
      if (codeOf(error) === 'market.layout_changed' && there) {
        take(there as Layout);
        if (wish.id === state.currentId) show(there as Layout);
      }
      throw error;
    }
  }

  async function save() {
    clearTimeout(timer);
    if (!changed || state.status !== 'ready') return;
    changed = false;
    const [one, { body }] = [current(), state];
    try {
      // Who changes nothing needs none.
      if (one) await send({ ...one, isCurrent: true, body });
      else await start(firstName(), body);
    } catch (error) {
      // It goes with the next change, unless what is there is shown now.
      changed ||= state.body === body;
      set({});
      troubled.forEach((hear) => hear(error));
    }
  }

  /** One after the other, so that each knows the version before it. */
  function then<T>(work: () => Promise<T>): Promise<T> {
    const next = saving.then(work);
    saving = next.then(
      () => undefined,
      () => undefined,
    );
    return next;
  }

  /** What a person asked for: it says what failed. */
  const act = (work: () => Promise<void>) =>
    then(async () => {
      try {
        await save();
        await work();
      } catch (error) {
        troubled.forEach((hear) => hear(error));
      }
    });

  async function read() {
    try {
      const all = await remote.list();
      const one = all.find(({ isCurrent }) => isCurrent) ?? all[0];
      const isSeen = seen.id === one?.id && seen.version === one?.version;
      // Also where what the page before this one sent has arrived without its hearing so.
      const isOurs = changed && (isSeen || (!!one && isSame(one.body, begun)));
      state = { ...state, all: [...all].sort(byName), status: 'ready' };
      if (one && !isOurs) show(one);
      else {
        set({ currentId: one?.id ?? null });
        await save();
      }
    } catch (error) {
      set({ status: 'failed' });
      troubled.forEach((hear) => hear(error));
    }
  }

  /** Shows a body that was changed, and keeps it soon. */
  function put(body: LayoutBody, remake: boolean) {
    changed = true;
    set({ body, epoch: state.epoch + (remake ? 1 : 0) });
    clearTimeout(timer);
    timer = setTimeout(() => void then(save), delayMs);
  }

  function back(body?: LayoutBody) {
    if (body) put(here(body), isMadeAnew(body, state.body));
  }

  async function start(name: string, body: LayoutBody) {
    const id = crypto.randomUUID();
    await send({ id, version: 0, name, isCurrent: true, body });
    // It may have been changed meanwhile, which is kept next.
    changed = state.body !== body;
    set({ currentId: id });
  }

  return {
    get: () => state,
    current,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    onTrouble(hear: (error: unknown) => void) {
      troubled.add(hear);
      return () => void troubled.delete(hear);
    },
    /** Once; again after it failed. */
    load() {
      if (state.status !== 'ready') loading ??= then(read).finally(() => (loading = null));
      return loading ?? Promise.resolve();
    },
    /** Changes what is shown, and keeps it soon. */
    edit(change: (body: LayoutBody) => LayoutBody, remake = false) {
      const before = state.body;
      const body = change(here(before));
      if (isSame(body, before)) return;
      // The interval of the first chart stands in the address, which is not undone.
      if (!isSame(here(body), here(before))) history.changed(before);
      put(body, remake);
      if (isPoorer(body, before)) poorer.forEach((hear) => hear());
    },
    /** Takes the last change back; charts are made anew where they would not show it otherwise. */
    undo: () => back(history.undo(state.body)),
    redo: () => back(history.redo(state.body)),
    /** Hears when a change took charts or indicators away. */
    onPoorer(hear: () => void) {
      poorer.add(hear);
      return () => void poorer.delete(hear);
    },
    /** What the first chart shows: kept with the next change, for going from symbol to symbol is none. */
    at(place: { symbol: string; interval: string }) {
      where = place;
    },
    /** Keeps what was changed now. */
    flush: () => then(save),
    /** A layout of its own, of what is shown. */
    make: (name: string) => act(() => start(name, state.body)),
    rename: (name: string) =>
      act(async () => {
        const one = current();
        if (one) await send({ ...one, name, body: state.body });
        else await start(name, state.body);
      }),
    switchTo: (id: string) =>
      act(async () => {
        const one = state.all.find((each) => each.id === id);
        if (!one) return;
        show(one);
        await send({ ...one, isCurrent: true });
      }),
    /** One stays always. */
    remove: (id: string) =>
      act(async () => {
        const one = state.all.find((each) => each.id === id);
        const next = state.all.find((each) => each.id !== id);
        if (!one || !next) return;
        await remote.remove(id);
        set({ all: state.all.filter((each) => each.id !== id), deleted: one });
        if (state.currentId !== id) return;
        show(next);
        await send({ ...next, isCurrent: true });
      }),
    undoRemove: () =>
      act(async () => {
        const one = state.deleted;
        if (!one) return;
        await send({ ...one, version: 0, isCurrent: false });
        set({ deleted: null });
      }),
  };
}

function readKept(text: string | null): Kept | null {
  try {
    const found = JSON.parse(text ?? 'null') as Partial<Kept> | null;
    if (!isBody(found?.body)) return null;
    const { id, version, changed, body } = found;
    return { id: id ?? null, version: version ?? 0, changed: changed === true, body };
  } catch {
    return null;
  }
}

export type Layouts = ReturnType<typeof createLayouts>;
