import { beforeEach, expect, it, vi } from 'vitest';
import type { SocketOptions } from '@/lib/live/socket';
import { serve } from '@/testing/server';
import { createBarSource } from '../chart/barSource';
import { createCompared } from './comparedSource';
import { createComparison } from './comparison';
import { flat, minutesUntil } from './testing';

const opened = vi.hoisted(() => [] as { path: string; closed: boolean; say: SocketOptions['onMessage'] }[]);

vi.mock('@/lib/auth/session', () => ({ session: { accessToken: () => Promise.resolve('token') } }));
vi.mock('@/lib/live/connection', () => ({
  openLiveSocket(options: Omit<SocketOptions, 'token'>) {
    const socket = { path: options.path, closed: false, say: options.onMessage };
    opened.push(socket);
    return { close: () => void (socket.closed = true) };
  },
}));

beforeEach(() => void opened.splice(0));

const minute = 60;
const newest = Math.floor(Date.now() / 60_000) * minute;
const own = 'GET /api/trading/chart/BTC-SIM';
const others = 'GET /api/trading/chart/ETH-SIM';

async function begin(its: ReturnType<typeof minutesUntil>, mine = minutesUntil(newest)) {
  const calls = serve({ [own]: mine, [others]: its });
  const main = createBarSource('BTC-SIM', '1m');
  const stopMain = main.start();
  await vi.waitFor(() => expect(main.state.status).toBe('ready'));
  const compared = createCompared(main, 'ETH-SIM');
  const stopOther = compared.start();
  const stop = () => [stopMain, stopOther].forEach((each) => each());
  const asked = () => calls.filter(({ path }) => path.endsWith('ETH-SIM')).length;
  const missing = () => main.state.bars.filter(({ t }) => !compared.closes().has(t)).map(({ t }) => t);
  return { main, compared, stop, asked, missing };
}

it('follows the chart back, to a date and to the newest, with no more than it needs', async () => {
  const { main, compared, stop, asked, missing } = await begin(minutesUntil(newest));
  await vi.waitFor(() => expect(compared.closes().size).toBe(600));
  expect(asked()).toBe(1);
  main.loadEarlier();
  await vi.waitFor(() => expect(main.state.bars).toHaveLength(1200));
  await vi.waitFor(() => expect(missing()).toEqual([]));
  expect(asked()).toBe(2);

  const far = newest - 9000 * minute;
  await main.goTo(far);
  await vi.waitFor(() => expect(missing()).toEqual([]));
  expect(compared.closes().get(far)).toBe(far / minute);
  const there = asked();
  main.loadLater();
  await vi.waitFor(() => expect(main.state.bars.length).toBeGreaterThan(1100));
  await vi.waitFor(() => expect(missing()).toEqual([]));
  expect(asked()).toBe(there + 1);

  await main.toNewest();
  await vi.waitFor(() => expect(missing()).toEqual([]));
  expect(asked()).toBe(there + 2);
  stop();
  expect(opened.map(({ closed }) => closed)).toEqual([true, true]);
});

it('changes with the stream, at the bar of the chart or not at all', async () => {
  const { main, compared, stop } = await begin(minutesUntil(newest));
  await vi.waitFor(() => expect(compared.closes().size).toBe(600));
  const heard: string[] = [];
  compared.subscribe((change) => heard.push(change));
  const say = (symbol: string, t: number, c: number) =>
    opened
      .find(({ path }) => path.includes(symbol))
      ?.say({ type: 'candle', symbol, interval: '1m', closed: false, ...flat(t, c) } as { type: string });
  say('ETH-SIM', newest, 7);
  expect([compared.closes().get(newest), heard]).toEqual([7, ['last']]);
  say('ETH-SIM', newest + minute, 8);
  expect(compared.closes().has(newest + minute)).toBe(false);
  say('BTC-SIM', newest + minute, 1);
  expect(main.state.bars.at(-1)?.t).toBe(newest + minute);
  expect(compared.closes().get(newest + minute)).toBe(8);
  expect(compared.closes()).toBe(compared.closes());
  stop();
});

it('leaves gaps where the other has none, and comes to an end where its history begins', async () => {
  const since = newest - 700 * minute;
  const closed = (t: number) => t < newest - 20 * minute || t > newest - 10 * minute;
  const { main, compared, stop, asked, missing } = await begin(minutesUntil(newest, { since, has: closed }));
  await vi.waitFor(() => expect(missing()).toHaveLength(11));
  expect(missing()[0]).toBe(newest - 20 * minute);
  main.loadEarlier();
  await vi.waitFor(() => expect(main.state.bars).toHaveLength(1200));
  await vi.waitFor(() => expect(compared.closes().size).toBe(690));
  expect(asked()).toBe(2);

  // Before its history there is nothing, which is asked for once.
  await main.goTo(newest - 9000 * minute);
  await vi.waitFor(() => expect(asked()).toBe(3));
  await new Promise((done) => setTimeout(done));
  expect([compared.closes().size, asked(), compared.state.isEmpty]).toEqual([0, 3, false]);
  stop();
});

it('does not go in circles where the other was closed for as long as the chart shows', async () => {
  const [from, to] = [newest - 12_000 * minute, newest - 6000 * minute];
  const { main, compared, stop, asked } = await begin(
    minutesUntil(newest, { has: (t) => t < from || t > to }),
  );
  await vi.waitFor(() => expect(compared.closes().size).toBe(600));
  await main.goTo(newest - 9000 * minute);
  await vi.waitFor(() => expect(asked()).toBeGreaterThan(2));
  await new Promise((done) => setTimeout(done, 50));
  const settled = asked();
  expect(compared.closes().size).toBe(0);
  expect(settled).toBeLessThan(6);
  await main.toNewest();
  await vi.waitFor(() => expect(compared.closes().size).toBe(600));
  stop();
});

it('says that there are no bars, and what failed, and tries that again', async () => {
  const empty = await begin(minutesUntil(newest, { has: () => false }));
  await vi.waitFor(() => expect(empty.compared.state.isEmpty).toBe(true));
  empty.stop();
  const { main, compared, stop } = await begin(minutesUntil(newest));
  await vi.waitFor(() => expect(compared.closes().size).toBe(600));
  serve({
    [own]: minutesUntil(newest),
    [others]: () => ({ status: 400, body: { code: 'market.range_empty', detail: 'No.' } }),
  });
  await main.goTo(newest - 9000 * minute);
  await vi.waitFor(() => expect(compared.state.error).toMatchObject({ code: 'market.range_empty' }));
  serve({ [own]: minutesUntil(newest), [others]: minutesUntil(newest) });
  compared.retry();
  await vi.waitFor(() => expect(compared.closes().size).toBe(600));
  expect(compared.state.error).toBeNull();
  stop();
});

it('keeps those that stay wanted as they are, and closes those that are not', async () => {
  serve({ [own]: minutesUntil(newest), [others]: minutesUntil(newest) });
  const comparison = createComparison(createBarSource('BTC-SIM', '1m'));
  comparison.want(['ETH-SIM', 'BTC-SIM']);
  const [first, second] = comparison.others();
  comparison.want(['BTC-SIM']);
  expect(comparison.others()).toEqual([second]);
  expect(opened.map(({ path, closed }) => [path.includes('ETH'), closed])).toEqual([
    [true, true],
    [false, false],
  ]);
  comparison.want(['BTC-SIM', 'ETH-SIM']);
  expect(comparison.others()[1]).not.toBe(first);
  comparison.want([]);
  expect(opened.every(({ closed }) => closed)).toBe(true);
  await vi.waitFor(() => expect(opened).toHaveLength(3));
});
