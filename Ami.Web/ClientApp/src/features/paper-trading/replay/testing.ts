import type { AdvanceRequest, Replay, ReplayStep } from './api';
import type { Follower } from './player';

const hour = 3_600_000;
export const began = Date.parse('2024-03-01T10:00:00Z');
const iso = (ms: number) => new Date(ms).toISOString();
const quoteAt = (ms: number) => ({ time: iso(ms), bid: 99, ask: 101, last: 100 });

/** A replay as the server tells of one, for tests. */
export const replay: Replay = {
  id: 'id',
  symbol: 'TEST',
  beganAt: iso(began),
  clock: iso(began),
  until: iso(began + 100 * hour),
  cash: 100_000,
  leverage: 1,
  isOver: false,
  createdAt: iso(began + 10_000 * hour),
  endedAt: null,
  quote: quoteAt(began),
};

/** What a step to a moment is answered with: one bar, which is over. */
export const stepTo = (body: AdvanceRequest, rest: Partial<ReplayStep> = {}): ReplayStep => ({
  clock: body.to,
  isOver: false,
  hasMore: false,
  quote: quoteAt(Date.parse(body.to)),
  bars: {
    symbol: 'TEST',
    interval: body.interval,
    source: 'replay',
    simulated: false,
    t: [Date.parse(body.from) / 1000],
    o: [1],
    h: [2],
    l: [0.5],
    c: [1.5],
    v: [7],
    forming: false,
    hasMore: false,
    nextTo: null,
  },
  indicators: null,
  fills: 0,
  ...rest,
});

/** On to the next whole hour, or whatever a follower's bars are. */
export const endOf = (clock: number, { seconds }: Pick<Follower, 'seconds'>) =>
  (Math.floor(clock / (seconds * 1000)) + 1) * seconds * 1000;
