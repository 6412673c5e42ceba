import {
  QueryClient,
  type InvalidateOptions,
  type InvalidateQueryFilters,
  type QueryKey,
} from '@tanstack/react-query';
import { ApiError } from './errors';

const transient = (error: unknown): error is ApiError => error instanceof ApiError && error.isTransient;

/** A wait that a person may sit through; longer ones are for them to decide. */
const longestWaitSeconds = 60;

/** Whether a read that failed `n` times is worth another attempt without asking. */
export const retryRead = (n: number, error: unknown) =>
  n < 3 && transient(error) && (error.retryAfter ?? 0) <= longestWaitSeconds;

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Wait before attempt `n` (from 0): what the server asked for and up to half as long again, else doubling with jitter, so that clients spread out. */
export function retryDelay(n: number, error: unknown): number {
  if (error instanceof ApiError && error.retryAfter !== null)
    return error.retryAfter * 1000 * (1 + Math.random() / 2);
  return Math.min(500 * 2 ** n, 8000) * (0.5 + Math.random() / 2);
}

/**
 * A query's first read that is on its way when something changes may have been answered before the change, and the library keeps
 * what it brings: it is read once more.
 */
export class FreshQueryClient extends QueryClient {
  override async invalidateQueries<K extends QueryKey = QueryKey>(
    filters?: InvalidateQueryFilters<K>,
    options?: InvalidateOptions,
  ) {
    const first = new Set<object>(
      this.getQueryCache()
        .findAll({ ...filters, fetchStatus: 'fetching' })
        .filter(({ state }) => state.data === undefined),
    );
    await super.invalidateQueries(filters, options);
    if (first.size === 0) return;
    await Promise.allSettled(
      this.getQueryCache()
        .findAll({ predicate: (query) => first.has(query) })
        .map(({ promise }) => promise),
    );
    await super.invalidateQueries({ ...filters, predicate: (query) => first.has(query) }, options);
  }
}

export const queryClient = new FreshQueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: retryRead,
      retryDelay,
      // Without a connection a read fails and says so; it is read again when the connection is back.
      networkMode: 'always',
      refetchOnReconnect: true,
    },
    // What a person decides is sent now or not at all: it must not wait for a connection and then happen at another price.
    mutations: { retry: false, networkMode: 'always' },
  },
});
