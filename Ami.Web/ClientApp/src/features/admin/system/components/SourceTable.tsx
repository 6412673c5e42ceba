import { useTranslation } from 'react-i18next';
import { DataTable } from '@/components/DataTable';
import { Table } from '@/components/Table';
import { Tag } from '@/components/Tag';
import { useFormats } from '@/lib/formats/useFormats';
import type { MarketSource } from '../api/system';

/** Markets outside of this system, and what is wrong with each: in words where there are some, else as the server says it. */
export function SourceTable({ sources }: { sources: readonly MarketSource[] }) {
  const { i18n, t } = useTranslation('adminSystem');
  const formats = useFormats();
  const words = (key: string, otherwise: string) => {
    const text: unknown = i18n.getResource(i18n.language, 'adminSystem', `sources.${key}`);
    return typeof text === 'string' ? text : otherwise;
  };
  return (
    <DataTable label={t('sources.title')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('sources.name')}</Table.Th>
          <Table.Th>{t('process.state')}</Table.Th>
          <Table.Th>{t('sources.since')}</Table.Th>
          <Table.Th>{t('sources.seenAt')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {sources.map(({ source, trouble, message, since, seenAt }) => (
          <Table.Tr key={source}>
            <Table.Td>{words(`source.${source}`, source)}</Table.Td>
            <Table.Td title={message ?? undefined}>
              {trouble ? (
                <Tag tone="warn">
                  {words(`trouble.${trouble.replace('market.', '')}`, message ?? trouble)}
                </Tag>
              ) : (
                <Tag tone="accent">{t('sources.fine')}</Tag>
              )}
            </Table.Td>
            <Table.Td>{formats.tableTime(since)}</Table.Td>
            <Table.Td>{formats.tableTime(seenAt)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </DataTable>
  );
}
