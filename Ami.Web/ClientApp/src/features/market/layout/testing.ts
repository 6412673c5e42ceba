import { vi } from 'vitest';
import { ApiError } from '@/lib/api/errors';
import type { Layout, LayoutsRemote } from './api';
import { createLayouts } from './layouts';

const refusal = (code: string, current?: Layout) =>
  new ApiError(code === 'market.layout_unknown' ? 404 : 409, code, 'No.', { details: { current } });

/** A server that keeps layouts by the rules of the real one. */
export function server(kept = new Map<string, Layout>()) {
  const calls: string[] = [];
  const remote: LayoutsRemote = {
    list: () => Promise.resolve([...kept.values()]),
    put(wish) {
      calls.push(`put ${wish.name} ${wish.version}`);
      const there = kept.get(wish.id);
      if (!there && wish.version > 0) return Promise.reject(refusal('market.layout_unknown'));
      if (there && there.version !== wish.version)
        return Promise.reject(refusal('market.layout_changed', there));
      if (wish.isCurrent) kept.forEach((one, id) => kept.set(id, { ...one, isCurrent: false }));
      const next = { ...wish, version: wish.version + 1, updatedAt: '' };
      kept.set(wish.id, next);
      return Promise.resolve(next);
    },
    remove(id) {
      calls.push(`remove ${kept.get(id)?.name}`);
      kept.delete(id);
      return Promise.resolve();
    },
  };
  return { kept, calls, remote };
}

export function memory() {
  const stored = new Map<string, string>();
  return {
    get: (key: string) => stored.get(key) ?? null,
    set: (key: string, value: string) => void stored.set(key, value),
  };
}

export const begin = (remote: LayoutsRemote, kept = memory()) => {
  const layouts = createLayouts({ person: 'ada', firstName: () => 'First', remote, kept });
  const troubles: unknown[] = [];
  layouts.onTrouble((error) => troubles.push(error));
  return { layouts, kept, troubles };
};

export const later = () => vi.advanceTimersByTimeAsync(2_000);
