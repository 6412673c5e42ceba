import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DataTable } from '@/components/DataTable';
import { FileButton } from '@/components/FileButton';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { Table } from '@/components/Table';
import { useFormats } from '@/lib/formats/useFormats';
import {
  loadRevenueRows,
  revenueKey,
  revenueRowsPath,
  type Period,
  type RevenueFigure,
  type RevenueRow,
} from '../api/books';

type Props = { period: Period & { currency: string }; figure: RevenueFigure; month: string | undefined };

/** The rows that a figure is made of. */
export function RevenueRowsPanel({ period, figure, month }: Props) {
  const { t } = useTranslation('adminPayments');
  const formats = useFormats();
  const rows = useQuery({
    queryKey: [...revenueKey, 'rows', period, figure, month],
    queryFn: ({ signal }) => loadRevenueRows(period, figure, month, signal),
  });
  const none = t('noValue', { ns: 'common' });
  const money = (amount: number) => formats.fullMoney(amount, period.currency);
  const title = t('revenue.rowsOf', { figure: t(`revenue.${figure}`) });
  const row = (one: RevenueRow) => (
    <Table.Tr key={one.subscriptions.join(' ') + one.at}>
      <Table.Td>
        {one.userId ? (
          <Anchor component={Link} to={`/admin/users/${one.userId}`} size="sm">
            {t('person', { id: one.userId.slice(-6) })}
          </Anchor>
        ) : (
          t('revenue.left')
        )}
      </Table.Td>
      <Table.Td>{one.subscriptions.join(', ')}</Table.Td>
      <Table.Td>
        {t('revenue.planOf', { plan: t(`plan.${one.plan}`), standing: t(`standing.${one.standing}`) })}
      </Table.Td>
      <Table.Td ta="right">{money(one.before)}</Table.Td>
      <Table.Td ta="right">{figure === 'failed' ? none : money(one.after)}</Table.Td>
      <Table.Td>{formats.tableTime(one.at, false)}</Table.Td>
      {figure === 'failed' && (
        <Table.Td>{one.recoveredAt ? formats.tableTime(one.recoveredAt, false) : none}</Table.Td>
      )}
    </Table.Tr>
  );
  return (
    <Panel
      title={title}
      flush
      actions={
        <FileButton
          size="xs"
          path={revenueRowsPath(period, figure, month)}
          text="CSV"
          label={t('revenue.csv', { figure: title })}
        />
      }
    >
      <QueryView query={rows}>
        {({ items, total }) =>
          items.length === 0 ? (
            <Text p="md" size="sm" c="dimmed">
              {t('revenue.noRows')}
            </Text>
          ) : (
            <DataTable label={title}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('column.userId')}</Table.Th>
                  <Table.Th>{t('revenue.subscriptions')}</Table.Th>
                  <Table.Th>{t('column.plan')}</Table.Th>
                  <Table.Th ta="right">
                    {t(
                      `revenue.before.${figure === 'failed' ? 'failed' : figure === 'cohort' ? 'cohort' : 'period'}`,
                    )}
                  </Table.Th>
                  <Table.Th ta="right">{t('revenue.after')}</Table.Th>
                  <Table.Th>{t('revenue.since')}</Table.Th>
                  {figure === 'failed' && <Table.Th>{t('revenue.recoveredAt')}</Table.Th>}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>{items.map(row)}</Table.Tbody>
              {items.length < total && (
                <Table.Caption>{t('revenue.more', { shown: items.length, count: total })}</Table.Caption>
              )}
            </DataTable>
          )
        }
      </QueryView>
    </Panel>
  );
}
