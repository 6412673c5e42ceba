import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DataTable } from '@/components/DataTable';
import { SortHeader } from '@/components/SortHeader';
import { Sparkline } from '@/components/Sparkline';
import { Table } from '@/components/Table';
import { useFormats } from '@/lib/formats/useFormats';
import type { Sort } from '@/lib/urlState';
import type { SymbolSummary } from '../api/symbols';
import ClosedTag from './ClosedTag';
import type { MarketColumn } from './findMarkets';
import { LiveChange, LivePrice } from './LivePrice';
import classes from './MarketsTable.module.css';
import { SourceTag } from './SourceTag';

type Props = {
  rows: readonly SymbolSummary[];
  sort: Sort<MarketColumn>;
  onSort: (column: MarketColumn) => void;
  /** Prices come from several sources: each row says from which. */
  mixed: boolean;
};

export function MarketsTable({ rows, sort, onSort, mixed }: Props) {
  const { t } = useTranslation('market');
  const formats = useFormats();
  const header = (column: MarketColumn, className?: string) => (
    <SortHeader
      column={column}
      sort={sort}
      onSort={onSort}
      numeric={column !== 'symbol'}
      className={className}
    >
      {t(`column.${column}`)}
    </SortHeader>
  );
  return (
    <DataTable label={t('list.label')}>
      <Table.Thead>
        <Table.Tr>
          {header('symbol')}
          {header('last')}
          {header('change', classes.change)}
          <Table.Th className={classes.medium}>{t('column.spark')}</Table.Th>
          {header('high', classes.wide)}
          {header('low', classes.wide)}
          {header('volume', classes.wide)}
          {mixed && <Table.Th className={classes.medium}>{t('column.source')}</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.symbol} className={classes.row}>
            <Table.Td>
              <Link to={`/markets/${row.symbol}`} className={classes.symbol}>
                {row.symbol}
              </Link>
              <span className={classes.name}>{row.name}</span>
              <ClosedTag sessions={row.sessions} />
              {mixed && (
                <span className={classes.narrow}>
                  <SourceTag source={row.source} />
                </span>
              )}
            </Table.Td>
            <Table.Td ta="right" style={{ fontWeight: 500 }}>
              <LivePrice summary={row} />
            </Table.Td>
            <Table.Td ta="right" className={classes.change}>
              <LiveChange summary={row} arrow />
            </Table.Td>
            <Table.Td className={classes.medium}>
              <Sparkline values={row.spark} change={row.change24h} />
            </Table.Td>
            <Table.Td ta="right" className={classes.wide}>
              {row.high24h == null ? '–' : formats.price(row.high24h, row.priceDigits)}
            </Table.Td>
            <Table.Td ta="right" className={classes.wide}>
              {row.low24h == null ? '–' : formats.price(row.low24h, row.priceDigits)}
            </Table.Td>
            <Table.Td ta="right" className={classes.wide}>
              {row.volume24h == null ? '–' : formats.compact(row.volume24h)}
            </Table.Td>
            {mixed && (
              <Table.Td className={classes.medium}>
                <SourceTag source={row.source} />
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </DataTable>
  );
}
