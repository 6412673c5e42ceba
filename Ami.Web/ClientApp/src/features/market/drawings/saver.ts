import { pause as realPause, retryDelay } from '@/lib/api/query';
import { ApiError } from '@/lib/api/errors';
import type { components } from '@/lib/api/schema';
import { storedOf, type DrawingsRemote, type Stored } from './api';
import { isSame, type Drawing } from './kinds';

export type SavingState = 'saved' | 'saving' | 'retrying';

type Entry = {
  /** What the server has: 0 and null where it has nothing. */
  version: number;
  stored: Drawing | null;
  wanted: Drawing | null;
  /** What was sent without an answer, null for a deletion: any of it may be there. */
  unanswered: (Drawing | null)[];
  busy: boolean;
  failures: number;
};

type SaverOptions = {
  remote: Pick<DrawingsRemote, 'put' | 'remove'>;
  /** It is otherwise on the server than it was wanted: changed or deleted elsewhere, or refused. */
  onOtherwise: (id: string, there: Drawing | null, why: 'elsewhere' | 'refused', error: ApiError) => void;
  onState: (state: SavingState) => void;
  pause?: (ms: number) => Promise<unknown>;
};

/**
 * Brings what a person draws to the server: one request per drawing at a time, always for the newest wish, again and again while no answer
 * comes. A request can be repeated, as it names its drawing and the version it changes.
 */
export function createSaver({ remote, onOtherwise, onState, pause = realPause }: SaverOptions) {
  const entries = new Map<string, Entry>();

  function tell() {
    const all = [...entries.values()];
    onState(
      all.some(({ failures }) => failures > 0)
        ? 'retrying'
        : all.some(({ busy }) => busy)
          ? 'saving'
          : 'saved',
    );
  }

  function entryOf(id: string): Entry {
    const known = entries.get(id);
    if (known) return known;
    const made = { version: 0, stored: null, wanted: null, unanswered: [], busy: false, failures: 0 };
    entries.set(id, made);
    return made;
  }

  /** What the server is known to have from now on. */
  const settle = (entry: Entry, version: number, stored: Drawing | null) =>
    Object.assign(entry, { version, stored, unanswered: [], failures: 0 });

  async function send(id: string, entry: Entry, wanted: Drawing | null) {
    if (wanted) {
      const { version } = await remote.put(wanted, entry.version);
      return settle(entry, version, wanted);
    }
    const unsure = entry.unanswered.length > 0;
    if (entry.version > 0 || unsure) await remote.remove(id, unsure ? null : entry.version);
    return settle(entry, 0, null);
  }

  function refused(id: string, entry: Entry, error: ApiError) {
    const there = elsewhere(error);
    // It is what arrived without our hearing of it: the wish goes on from there.
    const isOurs = there !== null && entry.unanswered.some((sent) => isSame(sent, there.drawing));
    settle(entry, there?.version ?? entry.version, there ? there.drawing : entry.stored);
    if (isOurs) return;
    entry.wanted = entry.stored;
    onOtherwise(id, entry.stored, there ? 'elsewhere' : 'refused', error);
  }

  async function run(id: string, entry: Entry) {
    entry.busy = true;
    tell();
    while (!isSame(entry.wanted, entry.stored) || entry.unanswered.length > 0) {
      const wanted = entry.wanted;
      try {
        await send(id, entry, wanted);
      } catch (error) {
        const refusal =
          error instanceof ApiError ? error : new ApiError(0, 'network', 'No answer from the server.');
        if (!refusal.isTransient) {
          refused(id, entry, refusal);
          continue;
        }
        if (refusal.hasUnknownEffect) entry.unanswered.push(wanted);
        entry.failures++;
        tell();
        await pause(retryDelay(entry.failures, refusal));
      }
    }
    entry.busy = false;
    if (!entry.stored) entries.delete(id);
    tell();
  }

  return {
    /** What the server has. Drawings that are on their way there are left alone; it gives those that may be shown. */
    take(list: readonly Stored[]): { there: readonly Stored[]; pending: ReadonlySet<string> } {
      const pending = new Set([...entries].filter(([, { busy }]) => busy).map(([id]) => id));
      for (const id of entries.keys()) if (!pending.has(id)) entries.delete(id);
      const there = list.filter(({ drawing }) => !pending.has(drawing.id));
      for (const { drawing, version } of there)
        Object.assign(entryOf(drawing.id), { version, stored: drawing, wanted: drawing });
      return { there, pending };
    },
    /** What a drawing is to be from now on; null when it is not to be. */
    want(id: string, drawing: Drawing | null) {
      const entry = entryOf(id);
      entry.wanted = drawing;
      if (!entry.busy) void run(id, entry);
    },
  };
}

/** What is there instead, when that is why the request was refused. */
function elsewhere(error: ApiError): { version: number; drawing: Drawing | null } | null {
  if (error.code === 'market.drawing_unknown') return { version: 0, drawing: null };
  if (error.code !== 'market.drawing_changed' || !error.details.current) return null;
  return storedOf(error.details.current as components['schemas']['DrawingView']);
}
