import { VisuallyHidden } from '@mantine/core';
import { type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DataTable } from '@/components/DataTable';
import { Signed } from '@/components/Signed';
import { SortHeader } from '@/components/SortHeader';
import { Table } from '@/components/Table';
import { Tag } from '@/components/Tag';
import { useFormats } from '@/lib/formats/useFormats';
import type { Sort } from '@/lib/urlState';
import type { SymbolSummary } from '../api/symbols';
import { LiveChange, LivePrice } from '../components/LivePrice';
import type { ScanRow, ScreenBody } from './api';
import classes from './ResultsTable.module.css';
import { digitsOf, titleOf } from './rows';

type Props = {
  rows: readonly ScanRow[];
  columns: ScreenBody['columns'];
  interval: string;
  /** Of all symbols: names in the person's language, digits, live prices. */
  symbols: readonly SymbolSummary[];
  sort: Sort<string>;
  onSort: (column: string) => void;
  stale: boolean;
};

/** Arrow keys go from row to row, Home and End to the first and last; Enter opens, as on any link. */
function onKeyDown(event: KeyboardEvent<HTMLElement>) {
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
  const at = links.indexOf(document.activeElement as HTMLElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
  if (at < 0 || next === undefined) return;
  event.preventDefault();
  links[next]?.focus();
}

export function ResultsTable({ rows, columns, interval, symbols, sort, onSort, stale }: Props) {
  const { t } = useTranslation('screener');
  const formats = useFormats();
  const known = new Map(symbols.map((summary) => [summary.symbol, summary]));
  const isMixed = new Set(rows.map((row) => row.simulated)).size > 1;
  const header = (column: string, text: string, numeric = true) => (
    <SortHeader key={column} column={column} sort={sort} onSort={onSort} numeric={numeric}>
      {text}
    </SortHeader>
  );
  return (
    <div className={classes.results} data-stale={stale} aria-busy={stale} onKeyDown={onKeyDown}>
      <DataTable label={t('results')} stickyHeader>
        <Table.Thead>
          <Table.Tr>
            {header('symbol', t('column.symbol'), false)}
            {header('last', t('column.last'))}
            {header('change', t('column.change'))}
            {columns.map((column, at) => header(`column${at}`, titleOf(column)))}
            <Table.Th>{t('column.bar')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => {
            const summary = known.get(row.symbol);
            return (
              <Table.Tr key={row.symbol}>
                <Table.Td className={classes.symbol}>
                  <Link to={`/markets/${row.symbol}?interval=${interval}`} className={classes.link} data-row>
                    {row.symbol}
                  </Link>
                  <span className={classes.name}>{summary?.name ?? row.name}</span>
                  {isMixed && row.simulated && <Tag tone="warn">{t('simulated')}</Tag>}
                </Table.Td>
                <Table.Td ta="right">
                  {summary ? <LivePrice summary={summary} /> : <Plain value={row.last} />}
                </Table.Td>
                <Table.Td ta="right">
                  {summary ? <LiveChange summary={summary} /> : <Change value={row.change24h} />}
                </Table.Td>
                {columns.map((_, at) => (
                  <Table.Td key={at} ta="right">
                    <Plain value={row.values[at] ?? null} />
                  </Table.Td>
                ))}
                <Table.Td className={classes.bar}>{formats.tableTime(row.t * 1000, false)}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </DataTable>
    </div>
  );
}

function Change({ value }: { value: number | null }) {
  const formats = useFormats();
  return value === null ? '–' : <Signed value={value} text={formats.signedPercent(value)} />;
}

function Plain({ value }: { value: number | null }) {
  const { t } = useTranslation('screener');
  const formats = useFormats();
  if (value !== null)
    return Math.abs(value) >= 1e9 ? formats.compact(value) : formats.price(value, digitsOf(value));
  return (
    <span className={classes.undefined} title={t('undefinedValue')}>
      <span aria-hidden="true">–</span>
      <VisuallyHidden>{t('undefinedValue')}</VisuallyHidden>
    </span>
  );
}
