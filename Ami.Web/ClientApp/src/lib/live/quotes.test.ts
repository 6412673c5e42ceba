import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createQuotes } from './quotes';
import type { LinkState } from './socket';

type Opened = {
  path: string;
  closed: boolean;
  onMessage: (message: { type: string }) => void;
  onState: (state: LinkState) => void;
};

function setUp() {
  const opened: Opened[] = [];
  const quotes = createQuotes((options) => {
    const socket = { ...options, closed: false };
    opened.push(socket);
    return { close: () => void (socket.closed = true) };
  });
  const tick = (index: number, last: number, time: number) =>
    opened[index]?.onMessage({ type: 'tick', symbol: 'A', bid: last, ask: last, last, time, size: 1 } as {
      type: string;
    });
  return { quotes, opened, tick };
}

describe('live quotes', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('opens one socket for everything wanted at once', () => {
    const { quotes, opened } = setUp();
    quotes.want(['B', 'A']);
    quotes.want(['A', 'C']);
    vi.advanceTimersByTime(100);
    expect(opened.map(({ path }) => path)).toEqual(['/api/trading/stream?symbols=A%2CB%2CC']);
  });

  it('keeps the old socket until the new one is live', () => {
    const { quotes, opened } = setUp();
    quotes.want(['A']);
    vi.advanceTimersByTime(100);
    quotes.want(['B']);
    vi.advanceTimersByTime(100);
    expect(opened.map(({ closed }) => closed)).toEqual([false, false]);
    opened[1]?.onState('live');
    expect(opened.map(({ closed }) => closed)).toEqual([true, false]);
  });

  it('stays connected over a change of page and closes when nobody looks any more', () => {
    const { quotes, opened } = setUp();
    const leave = quotes.want(['A']);
    vi.advanceTimersByTime(100);
    leave();
    vi.advanceTimersByTime(1000);
    const stay = quotes.want(['A']);
    vi.advanceTimersByTime(5000);
    expect(opened).toHaveLength(1);
    expect(opened[0]?.closed).toBe(false);
    stay();
    vi.advanceTimersByTime(5000);
    expect(opened[0]?.closed).toBe(true);
  });

  it('tells listeners of a symbol and never goes back in time', () => {
    const { quotes, tick } = setUp();
    const heard = vi.fn();
    quotes.subscribe('A', heard);
    quotes.want(['A']);
    vi.advanceTimersByTime(100);
    tick(0, 5, 1000);
    tick(0, 4, 900);
    expect(quotes.get('A')?.last).toBe(5);
    expect(heard).toHaveBeenCalledTimes(1);
  });
});
