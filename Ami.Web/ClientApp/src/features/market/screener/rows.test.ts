import { describe, expect, it } from 'vitest';
import type { ScanRow } from './api';
import { untilNextScan } from './api';
import { csvOf, digitsOf, gapsOf, sorted } from './rows';
import { emptyScreen, examples, isSame, isSameScan, plain, readScreen } from './screen';

const row = (symbol: string, value: number | null, change24h: number | null = 0.01): ScanRow => ({
  symbol,
  name: `=${symbol}, "Inc."`,
  simulated: true,
  last: 1.5,
  change24h,
  t: 1_700_000_000,
  values: [value],
});

const names = (rows: readonly ScanRow[]) => rows.map(({ symbol }) => symbol);

describe('the rows of a scan', () => {
  const rows = [row('C', 2), row('A', null), row('B', -1), row('D', null), row('E', 2)];

  it('are sorted by any column, what is undefined last in both directions', () => {
    expect(names(sorted(rows, { by: 'column0', descending: false }))).toEqual(['B', 'C', 'E', 'A', 'D']);
    expect(names(sorted(rows, { by: 'column0', descending: true }))).toEqual(['C', 'E', 'B', 'A', 'D']);
    expect(names(sorted(rows, { by: 'symbol', descending: true }))).toEqual(['E', 'D', 'C', 'B', 'A']);
  });

  it('become a file that no spreadsheet takes for formulas', () => {
    const titles = { symbol: 'Symbol', name: 'Name', last: 'Last', change: 'Change', bar: 'Bar' };
    const csv = csvOf(
      [row('A', null, -0.0123), row('-B', -2)],
      [{ title: null, formula: 'max(close, 1)' }],
      titles,
    );
    expect(csv.split('\r\n')).toEqual([
      'Symbol,Name,Last,Change,Bar,"max(close, 1)"',
      'A,"\'=A, ""Inc.""",1.5,-1.23,2023-11-14T22:13:20.000Z,',
      '\'-B,"\'=-B, ""Inc.""",1.5,1,2023-11-14T22:13:20.000Z,-2',
      '',
    ]);
  });

  it('that could not be judged are told by reason', () => {
    const unjudged = [
      { symbol: 'A', reason: 'noBars' as const },
      { symbol: 'B', reason: 'tooFewBars' as const },
      { symbol: 'C', reason: 'noBars' as const },
    ];
    expect(gapsOf({ unjudged })).toEqual([
      { reason: 'noBars', symbols: ['A', 'C'] },
      { reason: 'tooFewBars', symbols: ['B'] },
    ]);
  });

  it('have about four digits that say something', () => {
    expect([0, 0.01234, 5, 45.678, 1234.5, 45_000].map(digitsOf)).toEqual([0, 5, 3, 2, 2, 0]);
  });
});

describe('when to scan again', () => {
  const close = '2026-01-01T12:00:00Z';
  it.each([
    [null, 0, false],
    [close, -30_000, 34_500],
    [close, 5_000, 5_500],
  ])('after a close at %s, %d ms from it: %s', (nextClose, late, wait) =>
    expect(untilNextScan(nextClose, Date.parse(close) + late, 500)).toBe(wait),
  );
});

describe('a screen', () => {
  const one = examples.oversold;

  it('is the same with spaces around and without titles that say nothing', () => {
    const typed = {
      ...one,
      rule: ` ${one.rule} `,
      columns: one.columns.map((each) => ({ ...each, title: each.title ?? '' })),
    };
    expect(isSame(plain(typed), one)).toBe(true);
    expect(isSameScan(one, { ...one, sort: null })).toBe(true);
    expect(isSame(one, { ...one, sort: null })).toBe(false);
    expect(isSameScan(one, { ...one, interval: '1d' })).toBe(false);
  });

  it('is read again from this device, and nothing else is', () => {
    expect(readScreen(JSON.stringify(one))).toEqual(one);
    for (const text of [null, '', '{', '7', '{"interval":"1d"}', '{"interval":"1d","columns":[7]}'])
      expect(readScreen(text)).toBeNull();
    expect(readScreen('{"interval":"1h","columns":[]}')).toEqual({ ...emptyScreen, interval: '1h' });
  });
});
