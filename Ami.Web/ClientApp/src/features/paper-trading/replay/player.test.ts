import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApiError } from '@/lib/api/errors';
import type { MarketMessage } from '@/lib/live/messages';
import type { AdvanceRequest, Replay, ReplayStep } from './api';
import { createPlayer, type Follower } from './player';
import { began, endOf, replay, stepTo } from './testing';

const hour = 3_600_000;

type Asked = {
  body: AdvanceRequest;
  answer: (rest?: Partial<ReplayStep>) => Promise<void>;
  refuse: (error: Error) => Promise<void>;
};

const settle = async () => void (await vi.advanceTimersByTimeAsync(0));

/** A player whose steps are answered when the test says so. */
function playing(moved: Partial<Replay> = {}) {
  const asked: Asked[] = [];
  const onTraded = vi.fn();
  const player = createPlayer({
    replay,
    advance: (body) =>
      new Promise((resolve, reject) =>
        asked.push({
          body,
          answer(rest) {
            resolve(stepTo(body, rest));
            return settle();
          },
          refuse(error) {
            reject(error);
            return settle();
          },
        }),
      ),
    read: () => Promise.resolve({ ...replay, ...moved }),
    endOf,
    onTraded,
    speed: 1,
  });
  const stop = player.start();
  return { player, asked, onTraded, stop };
}

type Seen = Follower & { heard: MarketMessage[]; links: string[] };

function shown(interval = '1h', seconds = 3600, also = ''): Seen {
  const [heard, links]: [MarketMessage[], string[]] = [[], []];
  return {
    interval,
    seconds,
    also,
    heard,
    links,
    onMessage: (message) => heard.push(message),
    onState: (state) => links.push(state),
  };
}

const look = (hidden: boolean) => {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden);
  document.dispatchEvent(new Event('visibilitychange'));
};

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

it('steps to the end of the bar and tells those who show bars of it', async () => {
  const { player, asked } = playing();
  const chart = shown('1h', 3600, 'indicators=rsi;sma&since=2024-01-01T00:00:00Z&adjust=none');
  player.follow(chart);
  await settle();
  player.step();
  await settle();
  expect(asked.map(({ body }) => body)).toEqual([
    {
      from: '2024-03-01T10:00:00.000Z',
      to: '2024-03-01T11:00:00.000Z',
      interval: '1h',
      indicators: 'rsi;sma',
      benchmark: null,
      since: '2024-01-01T00:00:00Z',
      adjust: 'none',
    },
  ]);
  const series = (values: number[]) => ({ outputs: [values], shifts: [0], countsFrom: null });
  await asked[0]?.answer({
    indicators: {
      t: [began / 1000],
      series: [series([40]), series([1.2])],
    } as unknown as ReplayStep['indicators'],
  });
  expect(player.state).toMatchObject({
    clock: began + hour,
    isBusy: false,
    quote: { symbol: 'TEST', bid: 99 },
  });
  expect(chart.heard.slice(-3)).toMatchObject([
    { type: 'candle', t: began / 1000, o: 1, h: 2, l: 0.5, c: 1.5, v: 7, closed: true },
    { type: 'indicators', t: began / 1000, values: [[40], [1.2]] },
    { type: 'status', state: 'replay', since: began + hour },
  ]);
});

it('plays one step after the other, never two at once, no faster than was chosen', async () => {
  const { player, asked } = playing();
  player.follow(shown());
  player.play();
  await settle();
  await vi.advanceTimersByTimeAsync(5000);
  // However long it takes, nothing else is asked for.
  expect(asked).toHaveLength(1);
  await asked[0]?.answer();
  await settle();
  expect(asked).toHaveLength(2);
  await asked[1]?.answer();
  await vi.advanceTimersByTimeAsync(900);
  expect(asked).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(200);
  expect(asked.map(({ body }) => body.from)).toEqual([
    '2024-03-01T10:00:00.000Z',
    '2024-03-01T11:00:00.000Z',
    '2024-03-01T12:00:00.000Z',
  ]);
});

it('hears of another speed while it waits', async () => {
  const { player, asked } = playing();
  player.follow(shown());
  player.setSpeed(0.5);
  player.play();
  await settle();
  await asked[0]?.answer();
  await vi.advanceTimersByTimeAsync(100);
  expect(asked).toHaveLength(1);
  for (let i = 0; i < 9; i++) player.faster();
  expect(player.state.speed).toBe(0);
  await settle();
  expect(asked).toHaveLength(2);
  await asked[1]?.answer();
  await settle();
  expect(asked).toHaveLength(3);
});

it('does not step twice for two presses, nor while it plays', async () => {
  const { player, asked } = playing();
  player.follow(shown());
  player.step();
  player.step();
  await settle();
  player.play();
  player.step();
  await settle();
  expect(asked).toHaveLength(1);
});

it('stops when it is paused, after the step that is on its way', async () => {
  const { player, asked } = playing();
  player.follow(shown());
  player.play();
  await settle();
  player.toggle();
  await asked[0]?.answer();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked).toHaveLength(1);
  expect(player.state).toMatchObject({ isPlaying: false, halt: null, clock: began + hour });
});

it('pauses when the page is not looked at, and does not begin there', async () => {
  const { player, asked } = playing();
  player.follow(shown());
  player.play();
  await settle();
  look(true);
  await asked[0]?.answer();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked).toHaveLength(1);
  expect(player.state).toMatchObject({ isPlaying: false, halt: 'hidden' });
  player.play();
  expect(player.state.isPlaying).toBe(false);
});

it('pauses at a fill where that is wanted, and says so', async () => {
  const { player, asked, onTraded } = playing();
  player.follow(shown());
  player.play();
  await settle();
  await asked[0]?.answer({ fills: 1 });
  expect(onTraded).toHaveBeenCalledOnce();
  expect(player.state).toMatchObject({ isPlaying: false, halt: 'fill' });
  player.pauseAtFill(false);
  player.play();
  await settle();
  await asked[1]?.answer({ fills: 1 });
  expect(onTraded).toHaveBeenCalledTimes(2);
  expect(player.state.isPlaying).toBe(true);
});

it('pauses with the reason when a step fails, and repeats that step', async () => {
  const { player, asked } = playing();
  player.follow(shown());
  player.play();
  await settle();
  const error = new ApiError(0, 'network', 'No answer from the server.');
  await asked[0]?.refuse(error);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked).toHaveLength(1);
  expect(player.state).toMatchObject({ isPlaying: false, halt: 'error', error, clock: began, isBusy: false });
  player.step();
  await settle();
  expect(asked[1]?.body).toEqual(asked[0]?.body);
  await asked[1]?.answer();
  expect(player.state).toMatchObject({ halt: null, error: null, clock: began + hour });
});

it('takes the clock from the server when another window has moved it, and has all bars read again', async () => {
  const clock = '2024-03-02T00:00:00.000Z';
  const { player, asked, onTraded } = playing({ clock });
  const chart = shown();
  player.follow(chart);
  player.play();
  await settle();
  await asked[0]?.refuse(new ApiError(409, 'paper.replay_moved', 'Moved.'));
  expect(player.state).toMatchObject({ isPlaying: false, halt: 'moved', clock: Date.parse(clock) });
  expect(chart.links).toEqual(['live', 'reconnecting', 'live']);
  expect(onTraded).toHaveBeenCalledOnce();
});

it('goes on within one step until all of it is told', async () => {
  const { player, asked } = playing();
  player.follow(shown());
  player.step();
  await settle();
  await asked[0]?.answer({ hasMore: true, clock: '2024-03-01T10:30:00.000Z', fills: 1 });
  await settle();
  expect(asked[1]?.body).toMatchObject({ from: '2024-03-01T10:30:00.000Z', to: '2024-03-01T11:00:00.000Z' });
  await asked[1]?.answer();
  expect(player.state).toMatchObject({ clock: began + hour, isBusy: false });
});

it('steps by the shortest bars that are shown, and tells the others of the same step', async () => {
  const { player, asked } = playing();
  const [long, short] = [shown('4h', 14_400), shown('15m', 900)];
  player.follow(long);
  player.follow(short);
  player.step();
  await settle();
  await asked[0]?.answer();
  await asked[1]?.answer();
  expect(asked.map(({ body }) => [body.interval, body.from, body.to])).toEqual([
    ['15m', '2024-03-01T10:00:00.000Z', '2024-03-01T10:15:00.000Z'],
    ['4h', '2024-03-01T10:00:00.000Z', '2024-03-01T10:15:00.000Z'],
  ]);
  expect(long.heard.filter(({ type }) => type === 'candle')).toHaveLength(1);
});

it('lets nothing be read while a step is on its way', async () => {
  const { player, asked } = playing();
  player.follow(shown());
  player.step();
  await settle();
  const read = vi.fn(() => Promise.resolve('bars'));
  const done = player.read(read);
  await settle();
  expect(read).not.toHaveBeenCalled();
  await asked[0]?.answer();
  await settle();
  expect(await done).toBe('bars');
});

it('stops at its end, and does not begin again', async () => {
  const { player, asked } = playing();
  player.follow(shown());
  player.play();
  await settle();
  await asked[0]?.answer({ isOver: true });
  expect(player.state).toMatchObject({ isPlaying: false, isOver: true, halt: 'over' });
  player.play();
  player.step();
  await vi.advanceTimersByTimeAsync(5000);
  expect(asked).toHaveLength(1);
});

it('stops with the page', async () => {
  const { player, asked, stop } = playing();
  player.follow(shown());
  player.play();
  await settle();
  stop();
  await asked[0]?.answer();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked).toHaveLength(1);
});
