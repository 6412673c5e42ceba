import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '@/components/DataTable';
import { Table } from '@/components/Table';
import { useFormats } from '@/lib/formats/useFormats';
import type { Chart } from '../api/quizzes';
import classes from './Chart.module.css';
import { useQuizWords } from './useQuizWords';

const columns = ['open', 'high', 'low', 'close'] as const;

function BarTable({ chart }: { chart: Chart }) {
  const { t } = useTranslation('quiz');
  const formats = useFormats();
  return (
    <DataTable label={t('chart.table')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th ta="right">{t('chart.bar')}</Table.Th>
          {columns.map((column) => (
            <Table.Th key={column} ta="right">
              {t(`chart.${column}`)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {chart.bars.map((bar, index) => (
          <Table.Tr key={index}>
            <Table.Td ta="right">{formats.integer(index + 1)}</Table.Td>
            {columns.map((column, at) => (
              <Table.Td key={column} ta="right">
                {formats.price(bar[at] ?? 0, chart.digits)}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </DataTable>
  );
}

/** A question's chart with what it is, and its bars and lines as a table for whoever does not see it. */
export function ChartFigure({ chart, children }: { chart: Chart; children: ReactNode }) {
  const { t } = useTranslation('quiz');
  const formats = useFormats();
  const words = useQuizWords();
  return (
    <figure className={classes.figure}>
      {children}
      <figcaption className={classes.caption}>{t('chart.illustrative')}</figcaption>
      <details className={classes.bars}>
        <summary>{t('chart.table')}</summary>
        {chart.levels.map((level) => (
          <p key={level.price}>
            {t('chart.level', {
              label: words.say(level.label),
              price: formats.price(level.price, chart.digits),
            })}
          </p>
        ))}
        <div className={classes.scroll}>
          <BarTable chart={chart} />
        </div>
      </details>
    </figure>
  );
}
