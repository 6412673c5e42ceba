import type { IndicatorInfo } from './catalogue';

const term = (english: string, spanish = english) => ({ english, spanish });

/** Indicators as the server lists them, for tests. */
export const sma: IndicatorInfo = {
  id: 'sma',
  name: term('Simple moving average', 'Media móvil simple'),
  group: 'movingAverage',
  pane: 'overlay',
  parameters: [
    {
      id: 'period',
      name: term('Period', 'Período'),
      default: 20,
      minimum: 1,
      maximum: 2000,
      isInteger: true,
    },
  ],
  outputs: [{ id: 'sma', name: term('SMA'), style: 'line', mayBeAbsent: false }],
  levels: [],
  needsBenchmark: false,
  countsFromStart: false,
  takesSeries: true,
};

export const rsi: IndicatorInfo = {
  ...sma,
  id: 'rsi',
  name: term('Relative strength index', 'Índice de fuerza relativa'),
  group: 'momentum',
  pane: 'own',
  levels: [30, 70],
  outputs: [
    { id: 'rsi', name: term('RSI'), style: 'line', mayBeAbsent: false },
    { id: 'state', name: term('State', 'Estado'), style: 'hidden', mayBeAbsent: false },
  ],
};

export const obv: IndicatorInfo = {
  ...sma,
  id: 'obv',
  name: term('On-balance volume', 'Volumen en balance'),
  group: 'volume',
  pane: 'own',
  parameters: [],
  countsFromStart: true,
  takesSeries: false,
};

export const beta: IndicatorInfo = {
  ...sma,
  id: 'beta',
  name: term('Beta'),
  group: 'statistics',
  needsBenchmark: true,
};
