import { api, unwrap } from '@/lib/api/client';
import type { components, paths } from '@/lib/api/schema';
import { openLiveSocket } from '@/lib/live/connection';
import type { SocketOptions } from '@/lib/live/socket';
import type { Interval } from './intervals';

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
