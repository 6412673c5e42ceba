import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ExportButton } from '@/components/adminTable/ExportButton';
import '@/components/adminTable/texts';
import { DataTable } from '@/components/DataTable';
import { QueryView } from '@/components/QueryView';
import { Table } from '@/components/Table';
import { EmptyState } from '@/components/states';
import { useFormats } from '@/lib/formats/useFormats';
import { useFills } from '../api/fills';
import type { Account } from '../api/types';
import { DayFilter, NothingThen } from './DayFilter';
import { digitsOf, type DigitsBySymbol } from './digits';
import { Pnl } from './Pnl';
import classes from './tables.module.css';
import { useDays, type DaysAsked } from '../api/useDays';
import '../texts/orders';

const columns = ['quantity', 'price', 'notional', 'fee', 'slippage', 'realised'] as const;

type Props = { account: Account | undefined; digits: DigitsBySymbol };

/** The executions of an account, of all days or some. */
export function FillsTable({ account, digits }: Props) {
  const asked = useDays();
  return (
    <>
      <Group gap="md" align="flex-end" px="md" py="xs">
        <DayFilter asked={asked} />
        {account && asked.isSound && (
          <ExportButton
            size="xs"
            path={`/api/trading/paper/accounts/${account.id}/fills/export.csv`}
            query={asked.days}
          />
        )}
      </Group>
      {asked.isSound && <Fills account={account} digits={digits} asked={asked} />}
    </>
  );
}

function Fills({ account, digits, asked }: Props & { asked: DaysAsked }) {
  const { t } = useTranslation('paperTrading');
  const formats = useFormats();
  const query = useFills(account?.id, asked.days);
  return (
    <QueryView query={query}>
      {({ pages }) => {
        const fills = pages.flatMap((page) => page.items);
        if (fills.length === 0 || !account) {
          return asked.isSet ? (
            <NothingThen asked={asked} />
          ) : (
            <EmptyState icon="table" title={t('fills.empty')} hint={t('fills.emptyHint')} />
          );
        }
        const money = (value: number) => formats.money(value, account.currency);
        return (
          <>
            <DataTable label={t('fills.label')}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('column.time')}</Table.Th>
                  <Table.Th>{t('column.symbol')}</Table.Th>
                  <Table.Th>{t('column.side')}</Table.Th>
                  {columns.map((column) => (
                    <Table.Th key={column} ta="right">
                      {t(`column.${column}`)}
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {fills.map((fill) => {
                  const { price, quantity } = digitsOf(digits, fill.symbol);
                  return (
                    <Table.Tr key={fill.id}>
                      <Table.Td>{formats.tableTime(fill.at)}</Table.Td>
                      <Table.Td>
                        <Link to={`/markets/${fill.symbol}`} className={classes.symbol}>
                          {fill.symbol}
                        </Link>
                      </Table.Td>
                      <Table.Td>{t(`side.${fill.side}`)}</Table.Td>
                      <Table.Td ta="right">{formats.quantity(fill.quantity, quantity)}</Table.Td>
                      <Table.Td ta="right">{formats.price(fill.price, price)}</Table.Td>
                      <Table.Td ta="right">{money(fill.notional)}</Table.Td>
                      <Table.Td ta="right">{money(fill.fee)}</Table.Td>
                      <Table.Td ta="right">{money(fill.slippage)}</Table.Td>
                      <Table.Td ta="right">
                        {fill.realisedPnl === 0 ? (
                          '–'
                        ) : (
                          <Pnl value={fill.realisedPnl} currency={account.currency} />
                        )}
                      </Table.Td>
                    </Table.Tr>
                  );
                })}
              </Table.Tbody>
            </DataTable>
            {query.hasNextPage && (
              <div className={classes.more}>
                <Button
                  variant="default"
                  size="xs"
                  loading={query.isFetchingNextPage}
                  onClick={() => void query.fetchNextPage()}
                >
                  {t('loadMore', { ns: 'common' })}
                </Button>
              </div>
            )}
          </>
        );
      }}
    </QueryView>
  );
}
