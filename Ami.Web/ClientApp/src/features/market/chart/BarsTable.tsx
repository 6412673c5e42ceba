import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable } from '@/components/DataTable';
import { Table } from '@/components/Table';
import { useFormats } from '@/lib/formats/useFormats';
import { useFactors } from '../adjusted/factors';
import { placesOf } from '../adjusted/places';
import '../adjusted/texts';
import { useActionWords } from '../adjusted/useActionWords';
import { useCompareColumns } from '../compare/useCompareColumns';
import type { Comparison } from '../compare/comparison';
import { useValueColumns } from '../indicators/useValueColumns';
import type { ChartIndicators } from '../indicators/useChartIndicators';
import classes from './BarsTable.module.css';
import type { BarSource } from './barSource';
import { isDaily } from './intervals';
import { useBars } from './useBars';

const step = 50;

export type BarsTableProps = {
  source: BarSource;
  priceDigits: number;
  indicators: ChartIndicators;
  /** The symbols beside its own, where there are any. */
  comparison: Comparison | null;
};

/** The chart's bars as text, newest first: for screen readers and for whoever wants the figures. */
export default function BarsTable({ source, priceDigits, indicators, comparison }: BarsTableProps) {
  const { t } = useTranslation(['market', 'adjusted']);
  const formats = useFormats();
  const { bars, hasEarlier, loadingEarlier, forming } = useBars(source);
  const values = useValueColumns(indicators, priceDigits);
  const columns = [...useCompareColumns(comparison), ...values];
  const [count, setCount] = useState(step);
  const shown = bars.slice(-count).reverse();
  const daily = isDaily(source.interval);
  const price = (value: number) => formats.price(value, priceDigits);
  const words = useActionWords(priceDigits);
  const { items } = useFactors(source);
  const did = new Map<number, string>();
  for (const { action, index } of placesOf(items, bars)) {
    const t = bars[index]?.t ?? 0;
    did.set(t, [did.get(t), words(action)].filter(Boolean).join('; '));
  }
  const { adjust } = source.origin;

  function more() {
    if (count + step > bars.length) source.loadEarlier();
    setCount(count + step);
  }

  return (
    <div className={classes.scroll}>
      <DataTable label={t('chart.tableLabel', { symbol: source.symbol })} stickyHeader>
        <Table.Caption>
          {t('chart.zone', { zone: daily ? 'UTC' : formats.timeZone })}
          {(adjust === 'all' || adjust === 'none') && ` · ${t(`note.${adjust}`, { ns: 'adjusted' })}`}
        </Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('chart.time')}</Table.Th>
            {(['openLong', 'highLong', 'lowLong', 'closeLong', 'volumeLong'] as const).map((key) => (
              <Table.Th key={key} ta="right">
                {t(`chart.${key}`)}
              </Table.Th>
            ))}
            {columns.map(({ id, name }) => (
              <Table.Th key={id} ta="right">
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((bar, index) => (
            <Table.Tr key={bar.t}>
              <Table.Td>
                {daily
                  ? formats.with(bar.t * 1000, { dateStyle: 'medium', timeZone: 'UTC' })
                  : formats.tableTime(bar.t * 1000, false)}
                {index === 0 && forming && ` (${t('chart.forming')})`}
                {did.has(bar.t) && ` · ${did.get(bar.t) ?? ''}`}
              </Table.Td>
              <Table.Td ta="right">{price(bar.o)}</Table.Td>
              <Table.Td ta="right">{price(bar.h)}</Table.Td>
              <Table.Td ta="right">{price(bar.l)}</Table.Td>
              <Table.Td ta="right">{price(bar.c)}</Table.Td>
              <Table.Td ta="right">{formats.compact(bar.v)}</Table.Td>
              {columns.map(({ id, at }) => (
                <Table.Td key={id} ta="right">
                  {at(bar.t)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </DataTable>
      {(hasEarlier || count < bars.length) && (
        <Button variant="default" size="xs" m="md" loading={loadingEarlier} onClick={more}>
          {t('chart.earlier')}
        </Button>
      )}
    </div>
  );
}
