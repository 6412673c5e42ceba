import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Interval } from './intervals';
import { createFollowedBars } from './showBars';

function setUp() {
  const counts = { started: 0, stopped: 0 };
  const bars = createFollowedBars((symbol: string, interval: Interval) => ({
    symbol,
    interval,
    start() {
      counts.started++;
      return () => void counts.stopped++;
    },
  }));
  return { bars, counts };
}

describe('bars that were shown', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('are followed a little longer, so that going back asks for nothing', () => {
    const { bars, counts } = setUp();
    for (let n = 0; n < 5; n++) {
      for (const interval of ['1m', '5m', '1h'] as const) {
        const hide = bars.show(bars.of('BTC-SIM', interval));
        vi.advanceTimersByTime(1000);
        hide();
      }
    }
    expect(counts).toEqual({ started: 3, stopped: 0 });
    vi.advanceTimersByTime(180_000);
    expect(counts.stopped).toBe(3);
    bars.show(bars.of('BTC-SIM', '1m'));
    expect(counts.started).toBe(4);
  });

  it('are followed as long as one of two still shows them', () => {
    const { bars, counts } = setUp();
    const source = bars.of('BTC-SIM', '1m');
    const hide = bars.show(source);
    bars.show(source);
    hide();
    vi.advanceTimersByTime(600_000);
    expect(counts).toEqual({ started: 1, stopped: 0 });
  });

  it('are given up, the oldest first, when there are many', () => {
    const { bars, counts } = setUp();
    for (let n = 0; n < 12; n++) bars.show(bars.of(`S${n}`, '1m'))();
    expect(counts).toEqual({ started: 12, stopped: 4 });
    bars.show(bars.of('S11', '1m'));
    expect(counts.started).toBe(12);
  });
});
