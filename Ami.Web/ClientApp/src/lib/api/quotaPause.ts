import type { ApiError } from './errors';

/** The plan's quota is used up: which, until when, and which plan has a larger one. */
export type QuotaPause = {
  group: string;
  plan: string;
  limit: number;
  window: string;
  liftingPlan: string | null;
  /** Milliseconds since 1970. */
  until: number;
};

/** Keeps the last refusal for want of quota until its time is over, for the notice that explains it. */
export function createQuotaPause(now: () => number = Date.now) {
  let pause: QuotaPause | null = null;
  let over: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();

  function set(next: QuotaPause | null) {
    pause = next;
    listeners.forEach((listener) => listener());
  }

  return {
    get current() {
      return pause;
    },
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Takes note of a refusal; any other error is none of its business. */
    notice({ code, details, retryAfter }: ApiError) {
      if (code !== 'quota.exceeded' || retryAfter === null) return;
      const text = (value: unknown) => (typeof value === 'string' ? value : '');
      set({
        group: text(details.group),
        plan: text(details.plan),
        limit: Number(details.limit),
        window: text(details.window),
        liftingPlan: text(details.liftingPlan) || null,
        until: now() + retryAfter * 1000,
      });
      clearTimeout(over);
      // A timer cannot be longer than 24 days; a quota is a day at most.
      over = setTimeout(() => set(null), retryAfter * 1000);
    },
  };
}

export const quotaPause = createQuotaPause();
