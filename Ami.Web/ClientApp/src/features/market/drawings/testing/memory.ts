import { ApiError } from '@/lib/api/errors';
import type { DrawingsRemote, Stored } from '../api';
import type { Drawing } from '../kinds';

const changed = ({ drawing, version }: Stored) =>
  new ApiError(409, 'market.drawing_changed', 'Changed.', { details: { current: { ...drawing, version } } });

/** For tests: a server that keeps drawings by the rules of the real one, and fails as it is told. */
export function createMemory() {
  const kept = new Map<string, Stored>();
  const calls: string[] = [];
  /** What befalls the next calls: before they do anything, or after, when their answers are lost. */
  const faults: { when: 'before' | 'after'; error: ApiError }[] = [];
  let gate: Promise<unknown> = Promise.resolve();

  async function act<T>(call: string, work: () => T): Promise<T> {
    calls.push(call);
    await gate;
    const fault = faults.shift();
    if (fault?.when === 'before') throw fault.error;
    const result = work();
    if (fault) throw fault.error;
    return result;
  }

  const remote: DrawingsRemote = {
    list: () => act('list', () => [...kept.values()]),
    put: (drawing: Drawing, version: number) =>
      act(`put ${drawing.id} ${version}`, () => {
        const there = kept.get(drawing.id);
        if (!there && version > 0) throw new ApiError(404, 'market.drawing_unknown', 'Unknown.');
        if (there && JSON.stringify(there.drawing) === JSON.stringify(drawing)) return there;
        if (there && there.version !== version) throw changed(there);
        const next = { drawing, version: version + 1 };
        kept.set(drawing.id, next);
        return next;
      }),
    remove: (id: string, version: number | null) =>
      act(`remove ${id} ${version}`, () => {
        const there = kept.get(id);
        if (there && version !== null && there.version !== version) throw changed(there);
        kept.delete(id);
      }),
  };

  return {
    remote,
    kept,
    calls,
    /** The next call fails without an effect, or has its effect and no answer. */
    lose: (when: 'before' | 'after', error = new ApiError(0, 'network', 'No answer.')) =>
      faults.push({ when, error }),
    /** Lets calls wait until the returned function is called. */
    hold() {
      let open: () => void = () => undefined;
      gate = new Promise<void>((resolve) => (open = resolve));
      return open;
    },
  };
}

/** Lets everything go on that waits for nothing but its turn. */
export async function settled() {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
}
