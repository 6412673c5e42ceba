import { describe, expect, it, vi } from 'vitest';
import { ApiError } from '@/lib/api/errors';
import { createAttempt } from './useAttempt';

const lost = () => new ApiError(0, 'network', 'lost');
const refused = () => new ApiError(409, 'paper.insufficient_buying_power', 'no');

function setUp() {
  let made = 0;
  return createAttempt(
    () => `key-${++made}`,
    () => Promise.resolve(),
  );
}

describe('an attempt', () => {
  it('repeats a lost request with the same key', async () => {
    const send = vi
      .fn<(key: string) => Promise<string>>()
      .mockRejectedValueOnce(lost())
      .mockResolvedValue('ok');
    await expect(setUp().run({ quantity: 1 }, send)).resolves.toBe('ok');
    expect(send.mock.calls).toEqual([['key-1'], ['key-1']]);
  });

  it('keeps the key when the person sends again after giving up', async () => {
    const attempt = setUp();
    const send = vi.fn<(key: string) => Promise<string>>().mockRejectedValue(lost());
    await expect(attempt.run({ quantity: 1 }, send)).rejects.toMatchObject({ code: 'network' });
    send.mockResolvedValue('ok');
    await attempt.run({ quantity: 1 }, send);
    expect(new Set(send.mock.calls.flat())).toEqual(new Set(['key-1']));
  });

  it('takes a new key for another content, after success, and after a refusal', async () => {
    const attempt = setUp();
    const send = vi.fn<(key: string) => Promise<string>>().mockResolvedValue('ok');
    await attempt.run({ quantity: 1 }, send);
    await attempt.run({ quantity: 1 }, send);
    send.mockRejectedValueOnce(refused());
    await expect(attempt.run({ quantity: 2 }, send)).rejects.toMatchObject({ status: 409 });
    await attempt.run({ quantity: 2 }, send);
    expect(send.mock.calls.flat()).toEqual(['key-1', 'key-2', 'key-3', 'key-4']);
  });

  it('does not repeat a refusal', async () => {
    const send = vi.fn<(key: string) => Promise<string>>().mockRejectedValue(refused());
    await expect(setUp().run({}, send)).rejects.toMatchObject({ status: 409 });
    expect(send).toHaveBeenCalledTimes(1);
  });

  it('does not keep a person waiting for longer than a moment', async () => {
    const away = new ApiError(503, 'payments.provider_unavailable', 'away', { retryAfter: 30 });
    const send = vi
      .fn<(key: string) => Promise<string>>()
      .mockRejectedValueOnce(away)
      .mockResolvedValue('ok');
    const attempt = setUp();
    await expect(attempt.run({}, send)).rejects.toBe(away);
    await attempt.run({}, send);
    expect(send.mock.calls).toEqual([['key-1'], ['key-1']]);
  });
});
