import { beforeEach, describe, expect, it, vi } from 'vitest';

const opened = vi.hoisted(() => ({ sockets: 0, closed: 0, reads: 0 }));

vi.mock('@/lib/live/connection', () => ({
  openLiveSocket: () => {
    opened.sockets++;
    return { close: () => opened.closed++ };
  },
}));
vi.mock('@/lib/api/client', () => ({
  api: {
    GET: () => {
      opened.reads++;
      return Promise.resolve();
    },
  },
  unwrap: () =>
    Promise.resolve({
      t: [],
      o: [],
      h: [],
      l: [],
      c: [],
      v: [],
      forming: false,
      hasMore: false,
      nextTo: null,
    }),
}));

const { barSourceOf, showBars } = await import('./barSource');

describe('bars that were shown', () => {
  beforeEach(() => vi.useFakeTimers());

  it('are followed a little longer, so that going back asks for nothing', async () => {
    for (let n = 0; n < 5; n++) {
      for (const interval of ['1m', '5m', '1h'] as const) {
        const hide = showBars(barSourceOf('BTC-SIM', interval));
        await vi.advanceTimersByTimeAsync(1000);
        hide();
      }
    }
    expect(opened).toEqual({ sockets: 3, closed: 0, reads: 3 });
    await vi.advanceTimersByTimeAsync(180_000);
    expect(opened.closed).toBe(3);
  });

  it('are given up, the oldest first, when there are many', () => {
    Object.assign(opened, { sockets: 0, closed: 0, reads: 0 });
    for (let n = 0; n < 12; n++) showBars(barSourceOf(`S${n}`, '1m'))();
    expect(opened).toMatchObject({ sockets: 12, closed: 4 });
  });
});
