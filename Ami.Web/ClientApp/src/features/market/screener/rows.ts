import type { Sort } from '@/lib/urlState';
import type { Scan, ScanRow, ScreenBody } from './api';

/** The columns by which a table can be sorted. */
export const sortColumns = (count: number) => [
  'symbol',
  'last',
  'change',
  ...Array.from({ length: count }, (_, at) => `column${at}`),
];

function valueOf(row: ScanRow, by: string): string | number | null {
  if (by === 'symbol') return row.symbol;
  if (by === 'last') return row.last;
  if (by === 'change') return row.change24h;
  return row.values[Number(by.slice('column'.length))] ?? null;
}

/** In order; what is undefined comes last in both directions. */
export function sorted(rows: readonly ScanRow[], { by, descending }: Sort<string>): ScanRow[] {
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [valueOf(a, by), valueOf(b, by)];
    if (x === null || y === null) return x === y ? a.symbol.localeCompare(b.symbol) : x === null ? 1 : -1;
    const order = typeof x === 'string' ? x.localeCompare(String(y)) : x - Number(y);
    return order * sign || a.symbol.localeCompare(b.symbol);
  });
}

export const titleOf = ({ title, formula }: ScreenBody['columns'][number]) => title?.trim() || formula;

/** A cell that no spreadsheet takes for a formula, with quotation marks where they are needed. */
function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

type CsvTitles = { symbol: string; name: string; last: string; change: string; bar: string };

/** Rows as CSV, in their order; undefined values are empty. */
export function csvOf(rows: readonly ScanRow[], columns: ScreenBody['columns'], titles: CsvTitles): string {
  const head = [titles.symbol, titles.name, titles.last, titles.change, titles.bar, ...columns.map(titleOf)];
  const lines = rows.map((row) => [
    row.symbol,
    row.name,
    row.last,
    row.change24h === null ? null : Number((row.change24h * 100).toPrecision(12)),
    new Date(row.t * 1000).toISOString(),
    ...columns.map((_, at) => row.values[at] ?? null),
  ]);
  return [head, ...lines].map((line) => line.map(cell).join(',')).join('\r\n') + '\r\n';
}

/** Why symbols could not be judged, with those of each reason. */
export function gapsOf({ unjudged }: Pick<Scan, 'unjudged'>) {
  const reasons = [...new Set(unjudged.map(({ reason }) => reason))];
  return reasons.map((reason) => ({
    reason,
    symbols: unjudged.filter((gap) => gap.reason === reason).map(({ symbol }) => symbol),
  }));
}

/** Digits behind the point: about four that say something, and none of large numbers. */
export function digitsOf(value: number): number {
  const size = Math.abs(value);
  if (size >= 10_000 || size === 0) return 0;
  return Math.min(8, Math.max(2, 3 - Math.floor(Math.log10(size))));
}
