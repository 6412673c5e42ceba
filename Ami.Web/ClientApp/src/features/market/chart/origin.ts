import { api, unwrap } from '@/lib/api/client';
import type { components, paths } from '@/lib/api/schema';
import { openLiveSocket } from '@/lib/live/connection';
import type { SocketOptions } from '@/lib/live/socket';
import type { Interval } from './intervals';
import type { Adjust } from './look';

type Query<P extends '/api/trading/chart/{symbol}' | '/api/trading/indicators/{symbol}'> = NonNullable<
  paths[P]['get']['parameters']['query']
>;

export type ChartQuery = Omit<Query<'/api/trading/chart/{symbol}'>, 'interval'>;
export type ValuesQuery = Omit<Query<'/api/trading/indicators/{symbol}'>, 'interval'>;

/** What is followed: the bars of a symbol, and further parameters of the stream. */
export type Followed = Pick<SocketOptions, 'onMessage' | 'onState'> & {
  symbol: string;
  interval: Interval;
  also: string;
};

/** Where bars and the values over them come from, and who tells of new ones: the market, or a replay of it. */
export type Origin = {
  /** Tells apart what is remembered of one and of another. */
  key: string;
  /** What time it is there, milliseconds. */
  now: () => number;
  /** For what its prices are adjusted; splits, where nothing is said. */
  adjust?: Adjust;
  readChart: (
    symbol: string,
    interval: Interval,
    query: ChartQuery,
    signal: AbortSignal,
  ) => Promise<components['schemas']['ChartResponse']>;
  readValues: (
    symbol: string,
    interval: Interval,
    query: ValuesQuery,
    signal: AbortSignal,
  ) => Promise<components['schemas']['IndicatorsResponse']>;
  follow: (followed: Followed) => { close(): void };
};

export const market: Origin = {
  key: 'market',
  now: Date.now,
  readChart: (symbol, interval, query, signal) =>
    unwrap(
      api.GET('/api/trading/chart/{symbol}', {
        params: { path: { symbol }, query: { interval, ...query } },
        signal,
      }),
    ),
  readValues: (symbol, interval, query, signal) =>
    unwrap(
      api.GET('/api/trading/indicators/{symbol}', {
        params: { path: { symbol }, query: { interval, ...query } },
        signal,
      }),
    ),
  follow: ({ symbol, interval, also, ...hears }) =>
    openLiveSocket({
      path: `/api/trading/stream/${encodeURIComponent(symbol)}?interval=${interval}${also === '' ? '' : `&${also}`}`,
      ...hears,
    }),
};

/** The same with prices that are adjusted otherwise. */
export const adjusted = (origin: Origin, adjust: Adjust = 'splits'): Origin =>
  adjust === 'splits'
    ? origin
    : {
        ...origin,
        key: `${origin.key} ${adjust}`,
        adjust,
        readChart: (symbol, interval, query, signal) =>
          origin.readChart(symbol, interval, { ...query, adjust }, signal),
        readValues: (symbol, interval, query, signal) =>
          origin.readValues(symbol, interval, { ...query, adjust }, signal),
        follow: ({ also, ...followed }) =>
          origin.follow({ ...followed, also: [also, `adjust=${adjust}`].filter(Boolean).join('&') }),
      };
