import { useTranslation } from 'react-i18next';
import { DataTable } from '@/components/DataTable';
import { Table } from '@/components/Table';
import { Tag } from '@/components/Tag';
import { useFormats } from '@/lib/formats/useFormats';
import type { ProcessView } from '../api/system';
import { bytes } from './bytes';
import { useFigureText } from './useFigureText';

const tones = { running: 'accent', stale: 'warn', stopped: 'plain' } as const;
const usual = ['cpu', 'memory', 'requests', 'failures'];
const programs: readonly string[] = ['ami-web', 'ami-api', 'ami-silo'];

export function ProcessTable({ processes }: { processes: readonly ProcessView[] }) {
  const { t } = useTranslation('adminSystem');
  const formats = useFormats();
  const figure = useFigureText();
  const none = t('noValue', { ns: 'common' });
  const number = (value: number | undefined, format: (value: number) => string) =>
    value === undefined ? none : format(value);
  return (
    <DataTable label={t('health.processes')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('process.name')}</Table.Th>
          <Table.Th>{t('process.state')}</Table.Th>
          <Table.Th>{t('process.version')}</Table.Th>
          <Table.Th>{t('process.host')}</Table.Th>
          <Table.Th>{t('process.startedAt')}</Table.Th>
          <Table.Th>{t('process.seenAt')}</Table.Th>
          <Table.Th ta="right">{t('process.cpu')}</Table.Th>
          <Table.Th ta="right">{t('process.memory')}</Table.Th>
          <Table.Th ta="right">{t('process.requests')}</Table.Th>
          <Table.Th ta="right">{t('process.failures')}</Table.Th>
          <Table.Th>{t('process.more')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {processes.map((process) => (
          <Table.Tr key={process.id}>
            <Table.Td>
              {programs.includes(process.name)
                ? t(`program.${process.name as 'ami-web' | 'ami-api' | 'ami-silo'}`)
                : process.name}
            </Table.Td>
            <Table.Td>
              <Tag tone={tones[process.state]}>{t(`state.${process.state}`)}</Tag>
            </Table.Td>
            <Table.Td>{process.version}</Table.Td>
            <Table.Td>{`${process.host} · ${process.processId}`}</Table.Td>
            <Table.Td>{formats.tableTime(process.startedAt)}</Table.Td>
            <Table.Td>{formats.tableTime(process.seenAt)}</Table.Td>
            <Table.Td ta="right">
              {number(process.figures.cpu, (value) => formats.percent(value, 0))}
            </Table.Td>
            <Table.Td ta="right">{number(process.figures.memory, (value) => bytes(formats, value))}</Table.Td>
            <Table.Td ta="right">{number(process.figures.requests, formats.integer)}</Table.Td>
            <Table.Td ta="right">{number(process.figures.failures, formats.integer)}</Table.Td>
            <Table.Td>
              {Object.entries(process.figures)
                .filter(([name]) => !usual.includes(name))
                .map(([name, value]) => `${figure.name(name)}: ${figure.value({ name, value })}`)
                .join(', ') || none}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </DataTable>
  );
}
