import { beforeEach, expect, it, vi } from 'vitest';
import type { SocketOptions } from '@/lib/live/socket';
import { serve } from '@/testing/server';
import { createBarSource } from './barSource';

const opened = vi.hoisted(
  () =>
    [] as {
      path: string;
      closed: boolean;
      say: SocketOptions['onMessage'];
      enter: (state: 'live' | 'reconnecting') => void;
    }[],
);

vi.mock('@/lib/auth/session', () => ({ session: { accessToken: () => Promise.resolve('token') } }));
vi.mock('@/lib/live/connection', () => ({
  openLiveSocket(options: Omit<SocketOptions, 'token'>) {
    const socket = {
      path: options.path,
      closed: false,
      say: options.onMessage,
      enter: (state: 'live' | 'reconnecting') => options.onState?.(state),
    };
    opened.push(socket);
    return { close: () => void (socket.closed = true) };
  },
}));

const chart = {
  t: [60],
  o: [1],
  h: [1],
  l: [1],
  c: [1],
  v: [1],
  forming: true,
  hasMore: false,
  nextTo: null,
};

beforeEach(() => void opened.splice(0));

it('hands the stream over to one that tells more, without a gap and without asking for bars again', async () => {
  const calls = serve({ 'GET /api/trading/chart/BTC-SIM': { status: 200, body: chart } });
  const source = createBarSource('BTC-SIM', '1m');
  const stop = source.start();
  opened[0]?.enter('live');
  await vi.waitFor(() => expect(source.state.status).toBe('ready'));
  const heard: string[] = [];
  source.hear((message, also) => heard.push(`${message.type} ${also}`));

  source.alsoStream('indicators=rsi');
  source.alsoStream('indicators=rsi');
  expect(opened.map(({ path }) => path)).toEqual([
    '/api/trading/stream/BTC-SIM?interval=1m',
    '/api/trading/stream/BTC-SIM?interval=1m&indicators=rsi',
  ]);
  expect(opened[0]?.closed).toBe(false);
  opened[0]?.say({ type: 'heartbeat' });
  opened[1]?.enter('live');
  opened[1]?.say({ type: 'heartbeat' });
  expect(opened.map(({ closed }) => closed)).toEqual([true, false]);
  expect(heard).toEqual(['heartbeat ', 'heartbeat indicators=rsi']);
  expect(source.state.feed.state).toBe('live');
  expect(calls).toHaveLength(1);

  opened[1]?.enter('reconnecting');
  opened[1]?.enter('live');
  await vi.waitFor(() => expect(calls).toHaveLength(2));
  source.alsoStream('indicators=sma');
  source.alsoStream('');
  opened[3]?.enter('live');
  expect(opened.map(({ closed }) => closed)).toEqual([true, true, true, false]);
  stop();
  expect(opened[3]?.closed).toBe(true);
  source.alsoStream('indicators=rsi');
  expect(opened).toHaveLength(4);
});
