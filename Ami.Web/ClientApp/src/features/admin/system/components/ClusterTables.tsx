import { useTranslation } from 'react-i18next';
import { DataTable } from '@/components/DataTable';
import { Table } from '@/components/Table';
import { Tag } from '@/components/Tag';
import { useFormats } from '@/lib/formats/useFormats';
import type { ClusterView } from '../api/system';

const tones = { active: 'accent', changing: 'warn', dead: 'plain' } as const;

export function SiloTable({ silos }: Pick<ClusterView, 'silos'>) {
  const { t } = useTranslation('adminSystem');
  const formats = useFormats();
  return (
    <DataTable label={t('cluster.title')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('cluster.address')}</Table.Th>
          <Table.Th>{t('process.state')}</Table.Th>
          <Table.Th>{t('cluster.host')}</Table.Th>
          <Table.Th>{t('process.startedAt')}</Table.Th>
          <Table.Th>{t('process.seenAt')}</Table.Th>
          <Table.Th ta="right">{t('cluster.grains')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {silos.map((silo) => (
          <Table.Tr key={silo.address}>
            <Table.Td>{silo.address}</Table.Td>
            <Table.Td>
              <Tag tone={tones[silo.state]}>{t(`cluster.${silo.state}`)}</Tag>
            </Table.Td>
            <Table.Td>{silo.host}</Table.Td>
            <Table.Td>{formats.tableTime(silo.startedAt)}</Table.Td>
            <Table.Td>{formats.tableTime(silo.seenAt)}</Table.Td>
            <Table.Td ta="right">{formats.integer(silo.grains)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </DataTable>
  );
}

/** What the silos hold. */
export function GrainTable({ grains }: Pick<ClusterView, 'grains'>) {
  const { t } = useTranslation('adminSystem');
  const formats = useFormats();
  return (
    <DataTable label={t('cluster.grains')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('cluster.grain')}</Table.Th>
          <Table.Th ta="right">{t('cluster.grains')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {grains.map((grain) => (
          <Table.Tr key={grain.type}>
            <Table.Td>{grain.type}</Table.Td>
            <Table.Td ta="right">{formats.integer(grain.activations)}</Table.Td>
          </Table.Tr>
        ))}
        {grains.length === 0 && (
          <Table.Tr>
            <Table.Td colSpan={2}>{t('cluster.none')}</Table.Td>
          </Table.Tr>
        )}
      </Table.Tbody>
    </DataTable>
  );
}
