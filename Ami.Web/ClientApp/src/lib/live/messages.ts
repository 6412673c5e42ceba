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

/** Values at one bar: of each indicator in the order of the stream's address, of each of its outputs. */
export type IndicatorsMessage = {
  type: 'indicators';
  symbol: string;
  interval: string;
  t: number;
  values: (number | null)[][];
  closed: boolean;
};

/** The indicators are not kept live now; they can be read. */
export type IndicatorsRefusedMessage = {
  type: 'indicatorsRefused';
  symbol: string;
  interval: string;
  code: string;
};

export type StatusMessage = {
  type: 'status';
  state: 'live' | 'stale' | 'replay';
  since: number;
  symbol?: string;
};

export type MarketMessage =
  | TickMessage
  | CandleMessage
  | IndicatorsMessage
  | IndicatorsRefusedMessage
  | StatusMessage
  | { type: 'heartbeat'; time: number };
