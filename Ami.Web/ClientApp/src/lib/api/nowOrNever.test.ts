import { describe, expect, it, vi } from 'vitest';
import { ApiError } from './errors';
import { createNowOrNever } from './nowOrNever';

const lost = () => new ApiError(0, 'network', 'lost');

function setUp(
  settle = vi.fn(() => Promise.resolve({ done: false } as { done: boolean; answer?: unknown })),
) {
  let made = 0;
  const run = createNowOrNever(
    settle,
    () => `key-${++made}`,
    () => Promise.resolve(),
    () => true,
  );
  return { run, settle };
}

describe('a decision that is good now or never', () => {
  it('is never sent twice, and asks what became of it when the answer is lost', async () => {
    const { run, settle } = setUp();
    const send = vi.fn(() => Promise.reject(lost()));
    const onLost = vi.fn();
    await expect(run(send, onLost)).rejects.toMatchObject({ code: 'request.not_sent' });
    expect(send).toHaveBeenCalledExactlyOnceWith('key-1');
    expect(settle).toHaveBeenCalledExactlyOnceWith('key-1');
    expect(onLost).toHaveBeenCalledOnce();
  });

  it('gives the answer that was lost', async () => {
    const { run } = setUp(vi.fn(() => Promise.resolve({ done: true, answer: { id: 7 } })));
    await expect(
      run(
        () => Promise.reject(lost()),
        () => {},
      ),
    ).resolves.toEqual({ id: 7 });
  });

  it('asks until it knows', async () => {
    const settle = vi
      .fn<() => Promise<{ done: boolean; answer?: unknown }>>()
      .mockRejectedValueOnce(lost())
      .mockRejectedValueOnce(new ApiError(503, 'server.database_unavailable', 'away'))
      .mockResolvedValue({ done: true, answer: 'placed' });
    const { run } = setUp(settle);
    await expect(
      run(
        () => Promise.reject(lost()),
        () => {},
      ),
    ).resolves.toBe('placed');
    expect(settle).toHaveBeenCalledTimes(3);
  });

  it('keeps the reason of a server that says why', async () => {
    const { run } = setUp();
    const send = () => Promise.reject(new ApiError(503, 'market.no_quote', 'no price'));
    await expect(run(send, () => {})).rejects.toMatchObject({ code: 'market.no_quote' });
  });

  it('asks nothing after a refusal', async () => {
    const { run, settle } = setUp();
    const send = () => Promise.reject(new ApiError(429, 'quota.exceeded', 'no'));
    await expect(run(send, () => {})).rejects.toMatchObject({ code: 'quota.exceeded' });
    expect(settle).not.toHaveBeenCalled();
  });

  it('sends nothing without a connection, now or later', async () => {
    const send = vi.fn();
    const run = createNowOrNever(undefined, undefined, undefined, () => false);
    await expect(run(send, () => {})).rejects.toMatchObject({ code: 'request.offline' });
    expect(send).not.toHaveBeenCalled();
  });
});
