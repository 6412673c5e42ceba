import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from './errors';
import { retryRead } from './query';
import { createQuotaPause } from './quotaPause';

const refusal = (retryAfter: number) =>
  new ApiError(429, 'quota.exceeded', 'Over.', {
    retryAfter,
    details: { group: 'trading', plan: 'free', limit: 10, window: 'minute', liftingPlan: 'basic' },
  });

describe('a pause for want of quota', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('lasts as long as the server said, and tells who listens', () => {
    const pause = createQuotaPause();
    const heard = vi.fn();
    pause.subscribe(heard);
    pause.notice(refusal(20));
    expect(pause.current).toMatchObject({
      plan: 'free',
      limit: 10,
      liftingPlan: 'basic',
      until: Date.now() + 20_000,
    });
    vi.advanceTimersByTime(19_999);
    expect(pause.current).not.toBeNull();
    vi.advanceTimersByTime(1);
    expect(pause.current).toBeNull();
    expect(heard).toHaveBeenCalledTimes(2);
  });

  it('is not for other refusals', () => {
    const pause = createQuotaPause();
    pause.notice(new ApiError(429, 'auth.locked_out', 'Wait.', { retryAfter: 30 }));
    expect(pause.current).toBeNull();
  });

  it('makes a read wait by itself for a minute, not for a day', () => {
    expect(retryRead(0, refusal(60))).toBe(true);
    expect(retryRead(0, refusal(3600))).toBe(false);
    expect(retryRead(3, refusal(1))).toBe(false);
  });
});
