import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { backoff } from './backoff';
import { openSocket, type LinkState } from './socket';

class FakeSocket {
  static made: FakeSocket[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  onerror: (() => void) | null = null;
  closed = false;
  constructor(
    readonly url: string,
    readonly protocols: string[],
  ) {
    FakeSocket.made.push(this);
  }
  close() {
    this.closed = true;
  }
}

const latest = () => {
  const socket = FakeSocket.made.at(-1);
  if (!socket) throw new Error('No socket was opened');
  return socket;
};

function open(token: (refused: string | null) => Promise<string | null> = () => Promise.resolve('jwt')) {
  const states: LinkState[] = [];
  const messages: { type: string }[] = [];
  const socket = openSocket({
    path: '/api/trading/stream/BTC-SIM',
    token,
    onMessage: (message) => messages.push(message),
    onState: (state) => states.push(state),
    WebSocket: FakeSocket as unknown as new (url: string, protocols: string[]) => WebSocket,
  });
  return { socket, states, messages };
}

describe('openSocket', () => {
  beforeEach(() => {
    FakeSocket.made = [];
    vi.useFakeTimers();
  });
  afterEach(() => vi.useRealTimers());

  it('carries the token as a subprotocol and passes on messages, skipping what is no message', async () => {
    const { socket, states, messages } = open();
    await vi.advanceTimersByTimeAsync(0);
    expect(latest().url).toBe('ws://localhost:3000/api/trading/stream/BTC-SIM');
    expect(latest().protocols).toEqual(['ami.v1', 'bearer.jwt']);
    latest().onopen?.();
    latest().onmessage?.({ data: '{"type":"tick","last":1}' });
    latest().onmessage?.({ data: 'not json' });
    latest().onmessage?.({ data: '{"no":"type"}' });
    expect(messages).toEqual([{ type: 'tick', last: 1 }]);
    expect(states).toEqual(['live']);
    socket.close();
  });

  it('says which token was not let in, and forgets it once one is', async () => {
    const token = vi.fn(() => Promise.resolve('jwt'));
    const { socket } = open(token);
    await vi.advanceTimersByTimeAsync(0);
    latest().onclose?.();
    await vi.advanceTimersByTimeAsync(1_000);
    latest().onopen?.();
    latest().onclose?.();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(token.mock.calls).toEqual([[null], ['jwt'], [null]]);
    socket.close();
  });

  it('comes back after a loss and waits longer each time', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(1);
    const { socket, states } = open();
    await vi.advanceTimersByTimeAsync(0);
    latest().onopen?.();
    latest().onclose?.();
    expect(states.at(-1)).toBe('reconnecting');
    await vi.advanceTimersByTimeAsync(499);
    expect(FakeSocket.made).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(FakeSocket.made).toHaveLength(2);
    latest().onclose?.();
    await vi.advanceTimersByTimeAsync(999);
    expect(FakeSocket.made).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    latest().onopen?.();
    expect(states.at(-1)).toBe('live');
    socket.close();
  });

  it('takes silence for a dead line', async () => {
    const { socket, states } = open();
    await vi.advanceTimersByTimeAsync(0);
    latest().onopen?.();
    await vi.advanceTimersByTimeAsync(14_000);
    latest().onmessage?.({ data: '{"type":"heartbeat"}' });
    await vi.advanceTimersByTimeAsync(14_000);
    expect(states.at(-1)).toBe('live');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(states.at(-1)).toBe('reconnecting');
    expect(FakeSocket.made[0]?.closed).toBe(true);
    socket.close();
  });

  it('stays closed once closed', async () => {
    const { socket } = open();
    await vi.advanceTimersByTimeAsync(0);
    socket.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(FakeSocket.made).toHaveLength(1);
  });
});

it('backs off by doubling, with jitter, to a cap', () => {
  expect(backoff(0, () => 0)).toBe(250);
  expect(backoff(3, () => 1)).toBe(4000);
  expect(backoff(30, () => 1)).toBe(15_000);
});
