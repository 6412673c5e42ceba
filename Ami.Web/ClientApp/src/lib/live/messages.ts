/** What the market stream sends (WS /api/trading/stream). Times of ticks are unix milliseconds, of candles unix seconds. */
export type TickMessage = {
  type: 'tick';
  symbol: string;
  time: number;
  bid: number;
  ask: number;
  last: number;
  size: number;
};

export type CandleMessage = {
  type: 'candle';
  symbol: string;
  interval: string;
  t: number;
  o: number;
  h: number;
  l: number;
  c: number;
  v: number;
  closed: boolean;
};

export type StatusMessage = {
  type: 'status';
  state: 'live' | 'stale' | 'replay';
  since: number;
  symbol?: string;
};

export type MarketMessage = TickMessage | CandleMessage | StatusMessage | { type: 'heartbeat'; time: number };
