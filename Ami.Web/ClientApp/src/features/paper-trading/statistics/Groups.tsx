import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DataTable } from '@/components/DataTable';
import { Table } from '@/components/Table';
import { useFormats } from '@/lib/formats/useFormats';
import { Pnl } from '../components/Pnl';
import type { Group } from './api';

type Props = {
  title: string;
  head: string;
  groups: readonly Group[];
  currency: string;
  text: (key: string) => string;
};

/** Trades that have something in common, one line each. */
export function Groups({ title, head, groups, currency, text }: Props) {
  const { t } = useTranslation('paperStatistics');
  const formats = useFormats();
  return (
    <div>
      <Title order={3} size="h5">
        {title}
      </Title>
      <DataTable label={title} stacked>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{head}</Table.Th>
            <Table.Th ta="right">{t('trades')}</Table.Th>
            <Table.Th ta="right">{t('winRate')}</Table.Th>
            <Table.Th ta="right">{t('result')}</Table.Th>
            <Table.Th ta="right">{t('totalR')}</Table.Th>
            <Table.Th ta="right">{t('fees')}</Table.Th>
            <Table.Th ta="right">{t('slippage')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {groups.map(({ key, trades, wins, result, totalR, fees, slippage }) => (
            <Table.Tr key={key}>
              <Table.Td>{text(key)}</Table.Td>
              <Table.Td ta="right" label={t('trades')}>
                {formats.integer(trades)}
              </Table.Td>
              <Table.Td ta="right" label={t('winRate')}>
                {formats.percent(wins / trades, 0)}
              </Table.Td>
              <Table.Td ta="right" label={t('result')}>
                <Pnl value={result} currency={currency} />
              </Table.Td>
              <Table.Td ta="right" label={t('totalR')}>
                {totalR == null ? '–' : `${formats.ratio(totalR)} R`}
              </Table.Td>
              <Table.Td ta="right" label={t('fees')}>
                {formats.money(fees, currency)}
              </Table.Td>
              <Table.Td ta="right" label={t('slippage')}>
                {formats.money(slippage, currency)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </DataTable>
    </div>
  );
}
