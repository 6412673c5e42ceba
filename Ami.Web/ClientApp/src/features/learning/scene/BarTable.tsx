import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '@/components/DataTable';
import { Table } from '@/components/Table';
import { useFormats } from '@/lib/formats/useFormats';
import type { Drawing } from './sceneChart';
import classes from './Scene.module.css';
import type { SceneWords } from './useSceneWords';

const columns = ['o', 'h', 'l', 'c'] as const;
const names = { o: 'open', h: 'high', l: 'low', c: 'close' } as const;

/** What the chart shows, for whoever does not see it; the newest bar first. Rows are made when it is opened. */
export function BarTable({ drawing, words }: { drawing: Drawing; words: SceneWords }) {
  const { t } = useTranslation('scene');
  const { t: quiz } = useTranslation('quiz');
  const formats = useFormats();
  const [isOpen, setOpen] = useState(false);
  const bars = [...drawing.bars, ...drawing.after];
  return (
    <details className={classes.bars} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('chart.table')}</summary>
      {isOpen && (
        <div className={classes.scroll}>
          <DataTable label={t('chart.table')} stickyHeader>
            <Table.Thead>
              <Table.Tr>
                <Table.Th ta="right">{quiz('chart.bar')}</Table.Th>
                <Table.Th>{t('chart.time')}</Table.Th>
                {columns.map((column) => (
                  <Table.Th key={column} ta="right">
                    {quiz(`chart.${names[column]}`)}
                  </Table.Th>
                ))}
                <Table.Th ta="right">{t('chart.volume')}</Table.Th>
                {drawing.lines.map(({ name }) => (
                  <Table.Th key={name} ta="right">
                    {name}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {bars
                .map((bar, index) => (
                  <Table.Tr key={bar.t}>
                    <Table.Td ta="right">{formats.integer(index + 1)}</Table.Td>
                    <Table.Td>{words.time(bar.t)}</Table.Td>
                    {columns.map((column) => (
                      <Table.Td key={column} ta="right">
                        {words.price(bar[column])}
                      </Table.Td>
                    ))}
                    <Table.Td ta="right">{formats.compact(bar.v)}</Table.Td>
                    {drawing.lines.map(({ name, values }) => (
                      <Table.Td key={name} ta="right">
                        {values[index] == null ? t('state.none') : words.price(values[index])}
                      </Table.Td>
                    ))}
                  </Table.Tr>
                ))
                .reverse()}
            </Table.Tbody>
          </DataTable>
        </div>
      )}
    </details>
  );
}
