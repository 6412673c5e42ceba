import { useState } from 'react';
import { backoff } from '@/lib/live/backoff';
import { api, unwrap } from './client';
import { ApiError } from './errors';
import { newIdempotencyKey } from './keys';
import { pause } from './query';

type Fate = { done: boolean; answer?: unknown };

const settleAtServer = (key: string): Promise<Fate> =>
  unwrap(api.POST('/api/requests/{key}/settle', { params: { path: { key } } }));

/**
 * Sends a decision that is only good at this moment, such as an order at today's price. When the answer is lost it is not sent
 * again: the server is asked what became of it, for as long as it takes, and withdraws what had not arrived. So the error says
 * for sure that nothing was done (`request.not_sent`), and the person decides anew.
 */
export function createNowOrNever(
  settle = settleAtServer,
  newKey = newIdempotencyKey,
  wait: (ms: number) => Promise<unknown> = pause,
  isOnline = () => navigator.onLine,
) {
  async function fateOf(key: string): Promise<Fate> {
    for (let n = 0; ; n++) {
      try {
        return await settle(key);
      } catch (error) {
        if (!(error instanceof ApiError && error.isTransient)) throw error;
        await wait(Math.min(backoff(n), 3000));
      }
    }
  }

  /** `onLost` is called when it has to be asked what became of it. */
  return async function run<T>(send: (key: string) => Promise<T>, onLost: () => void): Promise<T> {
    if (!isOnline()) throw new ApiError(0, 'request.offline', 'There is no connection. Nothing was sent.');
    const key = newKey();
    try {
      return await send(key);
    } catch (error) {
      if (!(error instanceof ApiError && error.hasUnknownEffect)) throw error;
      onLost();
      const fate = await fateOf(key);
      if (fate.done) return fate.answer as T;
      throw error.code === 'network'
        ? new ApiError(0, 'request.not_sent', 'The request did not arrive. Nothing was done.')
        : error;
    }
  };
}

/** `lost` is true while it is being found out what became of the last one. */
export function useNowOrNever() {
  const [run] = useState(() => createNowOrNever());
  const [lost, setLost] = useState(false);
  return {
    lost,
    run: <T>(send: (key: string) => Promise<T>) => {
      setLost(false);
      return run(send, () => setLost(true)).finally(() => setLost(false));
    },
  };
}
