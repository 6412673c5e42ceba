import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DataTable } from '@/components/DataTable';
import { Panel } from '@/components/Panel';
import { Table } from '@/components/Table';
import { useFormats } from '@/lib/formats/useFormats';
import type { RevenueReport } from '../api/books';

type Props = { cohorts: RevenueReport['cohorts']; onExplain: (month: string) => void };

/** Of those who paid first in a month, how many still pay at the end of it and of each one after. */
export function CohortTable({ cohorts, onExplain }: Props) {
  const { t } = useTranslation('adminPayments');
  const formats = useFormats();
  const most = Math.max(...cohorts.map(({ kept }) => kept.length), 0);
  const months = Array.from({ length: most }, (_, index) => index);
  const name = (month: string) =>
    new Intl.DateTimeFormat(formats.locale, { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
      new Date(month),
    );
  return (
    <Panel title={t('revenue.cohorts')} flush>
      <DataTable label={t('revenue.cohorts')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('revenue.cohortMonth')}</Table.Th>
            <Table.Th ta="right">{t('revenue.cohortSize')}</Table.Th>
            {months.map((index) => (
              <Table.Th key={index} ta="right">
                {t('revenue.cohortEnd', { index })}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {cohorts.map(({ month, size, kept }) => (
            <Table.Tr key={month}>
              <Table.Th scope="row">
                <Anchor
                  component="button"
                  type="button"
                  size="sm"
                  aria-label={t('revenue.explain', { figure: t('revenue.cohortMonth'), value: name(month) })}
                  onClick={() => onExplain(month.slice(0, 10))}
                >
                  {name(month)}
                </Anchor>
              </Table.Th>
              <Table.Td ta="right">{formats.integer(size)}</Table.Td>
              {months.map((index) => {
                const count = kept[index];
                return (
                  <Table.Td key={index} ta="right">
                    {count === undefined ? '' : formats.percent(count / size, 0)}
                  </Table.Td>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </DataTable>
    </Panel>
  );
}
