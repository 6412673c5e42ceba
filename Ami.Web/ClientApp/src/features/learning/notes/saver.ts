import { ApiError } from '@/lib/api/errors';
import { pause as realPause, retryDelay } from '@/lib/api/query';
import { storage } from '@/lib/storage';
import { readDrafts, writeDrafts, type Draft } from '../domain/drafts';
import type { LessonNotes, Note } from './api';

/**
 * `blank` waits for something to save; `conflict` was changed elsewhere and waits for its person to choose; `refused` will not be taken as it
 * is.
 */
export type NoteState = 'saved' | 'waiting' | 'saving' | 'notSaved' | 'blank' | 'conflict' | 'refused';

export type EditedNote = {
  id: string;
  text: string;
  heading: number | null;
  state: NoteState;
  /** What is there instead; null when it was deleted. Of a conflict only. */
  theirs: Note | null;
  /** Why it is not saved. */
  trouble: unknown;
};

type Entry = EditedNote & {
  version: number;
  tried: Draft[];
  isBusy: boolean;
  timer: number;
  /** When the server took it last, on this device's clock. */
  storedAt: number;
};

type Options = {
  /** Where what is not saved yet is kept on this device. */
  storageKey: string;
  put: (id: string, draft: Draft) => Promise<Note>;
  onStored: (note: Note) => void;
  pause?: (ms: number) => Promise<unknown>;
};

const typingPauseMs = 800;

const isBlank = ({ text }: { text: string }) => text.trim() === '';

const says = (one: Draft, other: { text: string; heading: number | null }) =>
  one.text === other.text && one.heading === other.heading;

/**
 * Brings the notes of a lesson to the server while they are written: kept on this device until it has them, one request per note at a time,
 * and again while no answer comes. What was changed elsewhere is never overwritten unseen.
 */
export function createNoteSaver({ storageKey, put, onStored, pause = realPause }: Options) {
  const entries = new Map<string, Entry>();
  const listeners = new Set<() => void>();
  let shown: readonly EditedNote[] = [];

  function tell() {
    shown = [...entries.values()].map(({ id, text, heading, state, theirs, trouble }) => ({
      id,
      text,
      heading,
      state,
      theirs,
      trouble,
    }));
    listeners.forEach((listener) => listener());
  }

  /** Another tab keeps its drafts in the same place, so what is there is read anew each time. */
  function keep(id: string, draft: Draft | null) {
    const kept = Object.entries(readDrafts(storage.get(storageKey)));
    const others = Object.fromEntries(kept.filter(([other]) => other !== id));
    const text = writeDrafts(draft ? { ...others, [id]: draft } : others);
    if (text === null) storage.remove(storageKey);
    else storage.set(storageKey, text);
  }

  function set(entry: Entry, change: Partial<Entry>) {
    Object.assign(entry, change);
    tell();
  }

  function made(id: string, draft: Draft, state: NoteState): Entry {
    const entry: Entry = {
      id,
      ...draft,
      state,
      theirs: null,
      trouble: null,
      tried: [],
      isBusy: false,
      timer: 0,
      storedAt: 0,
    };
    entries.set(id, entry);
    return entry;
  }

  /** A note that says nothing is not saved: what it said before comes back, unless it is deleted. */
  const setPending = (entry: Entry, change: Partial<Entry> & { state: 'waiting' | 'notSaved' }) =>
    set(entry, isBlank(entry) ? { ...change, state: 'blank' } : change);

  function stored(entry: Entry, sent: Draft, note: Note) {
    onStored(note);
    const { text, heading } = entry;
    const isAll = says(sent, entry);
    keep(entry.id, isAll || isBlank(entry) ? null : { text, heading, version: note.version });
    const change = { version: note.version, tried: [], trouble: null, storedAt: Date.now() };
    if (isAll) set(entry, { ...change, state: 'saved' });
    else setPending(entry, { ...change, state: 'waiting' });
  }

  /** Says whether it is worth sending again at once. */
  function refused(entry: Entry, error: ApiError): boolean {
    const current = (error.details.current as Note | undefined) ?? null;
    const isElsewhere = error.code === 'learning.note_changed' || error.code === 'learning.note_unknown';
    if (
      current &&
      entry.tried.some((sent) => says(sent, { text: current.text, heading: current.heading ?? null }))
    ) {
      // It is what arrived without our hearing of it.
      set(entry, { version: current.version, tried: [] });
      return true;
    }
    set(entry, { state: isElsewhere ? 'conflict' : 'refused', theirs: current, trouble: error });
    return false;
  }

  async function send(entry: Entry) {
    if (entry.isBusy) return;
    entry.isBusy = true;
    let failures = 0;
    // One that was deleted meanwhile must not come to be again.
    const isGone = () => entries.get(entry.id) !== entry;
    while (!isGone() && (entry.state === 'waiting' || entry.state === 'notSaved')) {
      const sent = { text: entry.text, heading: entry.heading, version: entry.version };
      if (failures === 0) set(entry, { state: 'saving' });
      try {
        const note = await put(entry.id, sent);
        if (isGone()) break;
        stored(entry, sent, note);
        failures = 0;
      } catch (error) {
        if (isGone()) break;
        const refusal =
          error instanceof ApiError ? error : new ApiError(0, 'network', 'No answer from the server.');
        if (!refusal.isTransient) {
          if (refused(entry, refusal)) setPending(entry, { state: 'waiting' });
          continue;
        }
        if (refusal.hasUnknownEffect) entry.tried.push(sent);
        setPending(entry, { state: 'notSaved', trouble: refusal });
        await pause(retryDelay(failures++, refusal));
        // Nobody looks any more: it is kept here, and sent when somebody does.
        if (listeners.size === 0) break;
      }
    }
    entry.isBusy = false;
  }

  function flush(entry: Entry) {
    clearTimeout(entry.timer);
    void send(entry);
  }

  return {
    get: () => shown,
    subscribe(listener: () => void) {
      listeners.add(listener);
      entries.forEach(flush);
      return () => {
        listeners.delete(listener);
        entries.forEach(flush);
      };
    },
    /** What the server had when it was asked. Notes that differ here, or were taken there since, are left as they are here. */
    take({ notes, askedAt }: Pick<LessonNotes, 'notes' | 'askedAt'>) {
      const drafts = readDrafts(storage.get(storageKey));
      for (const note of notes) {
        const known = entries.get(note.id);
        const there = { text: note.text, heading: note.heading ?? null, version: note.version };
        if (known ? known.state === 'saved' && known.version <= note.version : !(note.id in drafts))
          made(note.id, there, 'saved').storedAt = known?.storedAt ?? 0;
      }
      for (const [id, draft] of Object.entries(drafts)) {
        if (entries.has(id)) continue;
        const entry = made(id, draft, 'waiting');
        if (listeners.size > 0) flush(entry);
      }
      for (const [id, { state, storedAt }] of entries)
        if (state === 'saved' && storedAt < askedAt && !notes.some((note) => note.id === id))
          entries.delete(id);
      tell();
    },
    begin(id: string) {
      made(id, { text: '', heading: null, version: 0 }, 'blank');
      tell();
    },
    edit(id: string, change: Partial<Pick<Draft, 'text' | 'heading'>>) {
      const entry = entries.get(id);
      if (!entry) return;
      Object.assign(entry, change);
      const { text, heading, version } = entry;
      keep(id, isBlank(entry) ? null : { text, heading, version });
      if (entry.state !== 'conflict') setPending(entry, { state: 'waiting', trouble: null });
      else tell();
      clearTimeout(entry.timer);
      entry.timer = window.setTimeout(() => void send(entry), typingPauseMs);
    },
    /** Keeps what is written here, or takes what is there; a note that was deleted there goes then. */
    resolve(id: string, whose: 'mine' | 'theirs') {
      const entry = entries.get(id);
      if (entry?.state !== 'conflict') return;
      const { theirs } = entry;
      if (whose === 'mine') {
        setPending(entry, {
          version: theirs?.version ?? 0,
          state: 'waiting',
          theirs: null,
          trouble: null,
          tried: [],
        });
        flush(entry);
        return;
      }
      keep(id, null);
      if (!theirs) entries.delete(id);
      else {
        made(id, { text: theirs.text, heading: theirs.heading ?? null, version: theirs.version }, 'saved');
        onStored(theirs);
      }
      tell();
    },
    /** It was deleted, or never saved. */
    forget(id: string) {
      clearTimeout(entries.get(id)?.timer);
      entries.delete(id);
      keep(id, null);
      tell();
    },
  };
}

export type NoteSaver = ReturnType<typeof createNoteSaver>;
