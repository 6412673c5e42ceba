import type { ScreenBody } from './api';
import type { en } from './texts/en';

export const mostColumns = 12;
export const longestTitle = 40;

type Column = ScreenBody['columns'][number];

const column = (formula: string, title: string | null = null): Column => ({ title, formula });

export const emptyScreen: ScreenBody = {
  interval: '1d',
  rule: null,
  columns: [],
  watchlist: null,
  sort: null,
};

export type ExampleId = keyof typeof en.example;

/** To begin with, and to see how rules are written. */
export const examples: Readonly<Record<ExampleId, ScreenBody>> = {
  oversold: {
    ...emptyScreen,
    interval: '4h',
    rule: 'rsi(close, 14) < 30',
    columns: [column('rsi(close, 14)', 'RSI 14'), column('change_pct(close, 10)')],
    sort: { by: 'column0', descending: false },
  },
  goldenCross: {
    ...emptyScreen,
    rule: 'crosses_above(sma(close, 50), sma(close, 200))',
    columns: [column('sma(close, 50)', 'SMA 50'), column('sma(close, 200)', 'SMA 200')],
  },
  newHigh: {
    ...emptyScreen,
    rule: 'close > highest(high, 20)[1]',
    columns: [column('highest(high, 20)[1]'), column('change_pct(close, 20)')],
    sort: { by: 'column1', descending: true },
  },
  volumeSpike: {
    ...emptyScreen,
    interval: '1h',
    rule: 'volume > 2 * average(volume, 20)',
    columns: [column('volume'), column('volume / average(volume, 20)', 'Volume ×')],
    sort: { by: 'column1', descending: true },
  },
  trend: {
    ...emptyScreen,
    rule: 'adx(14) > 25 and close > sma(close, 50)',
    columns: [column('adx(14)', 'ADX 14'), column('rsi(close, 14)', 'RSI 14')],
    sort: { by: 'column0', descending: true },
  },
  squeeze: {
    ...emptyScreen,
    interval: '4h',
    rule: 'bb(close, 20, 2).bandwidth < 1.5 * lowest(bb(close, 20, 2).bandwidth, 100)',
    columns: [column('bb(close, 20, 2).bandwidth'), column('atr(14) / close * 100', 'ATR %')],
    sort: { by: 'column0', descending: false },
  },
};

export const exampleIds = Object.keys(examples) as ExampleId[];

/** What a scan of two screens finds is the same. */
export const isSameScan = (a: ScreenBody, b: ScreenBody) => scanKey(a) === scanKey(b);

const scanKey = ({ interval, rule, columns, watchlist }: ScreenBody) =>
  JSON.stringify([interval, rule?.trim() ?? '', columns.map((one) => one.formula), watchlist ?? null]);

/** Two screens say the same. */
export const isSame = (a: ScreenBody, b: ScreenBody) =>
  isSameScan(a, b) &&
  JSON.stringify(a.columns.map((one) => one.title ?? null)) ===
    JSON.stringify(b.columns.map((one) => one.title ?? null)) &&
  (a.sort?.by ?? 'symbol') === (b.sort?.by ?? 'symbol') &&
  (a.sort?.descending ?? false) === (b.sort?.descending ?? false);

/** What is sent: without spaces around, and null where nothing is said. */
export const plain = (body: ScreenBody): ScreenBody => ({
  ...body,
  rule: body.rule?.trim() || null,
  columns: body.columns.map(({ title, formula }) => ({ title: title?.trim() || null, formula })),
});

/** Reads what was kept on this device; null when it is none. */
export function readScreen(text: string | null): ScreenBody | null {
  try {
    const found = JSON.parse(text ?? 'null') as Partial<ScreenBody> | null;
    const isOne =
      typeof found?.interval === 'string' &&
      Array.isArray(found.columns) &&
      found.columns.every((one) => typeof one?.formula === 'string');
    return isOne ? { ...emptyScreen, ...found } : null;
  } catch {
    return null;
  }
}
