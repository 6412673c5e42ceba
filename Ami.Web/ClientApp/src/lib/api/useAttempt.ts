import { useState } from 'react';
import { ApiError } from '@/lib/api/errors';
import { newIdempotencyKey } from '@/lib/api/keys';
import { pause, retryDelay } from '@/lib/api/query';

const retries = 2;

/** Somebody who has pressed a button waits so long without a word; when the server asks for more, they are told and decide. */
const longestWaitSeconds = 5;

/**
 * Sends one decision of a person at most once. The key belongs to the content and is kept until the outcome is known, so
 * repeating after a lost answer (by itself or by pressing again) cannot take effect twice.
 */
export function createAttempt(newKey = newIdempotencyKey, wait: (ms: number) => Promise<unknown> = pause) {
  let open: { content: string; key: string } | null = null;

  async function sendOften<T>(send: (key: string) => Promise<T>, key: string): Promise<T> {
    for (let n = 0; ; n++) {
      try {
        return await send(key);
      } catch (error) {
        const again =
          error instanceof ApiError &&
          error.isTransient &&
          error.status !== 429 &&
          (error.retryAfter ?? 0) <= longestWaitSeconds;
        if (!again || n >= retries) throw error;
        await wait(retryDelay(n, error));
      }
    }
  }

  return {
    async run<T>(content: unknown, send: (key: string) => Promise<T>): Promise<T> {
      const text = JSON.stringify(content);
      if (open?.content !== text) open = { content: text, key: newKey() };
      try {
        const result = await sendOften(send, open.key);
        open = null;
        return result;
      } catch (error) {
        if (error instanceof ApiError && !error.isTransient) open = null;
        throw error;
      }
    },
  };
}

export function useAttempt() {
  const [attempt] = useState(() => createAttempt());
  return attempt;
}
