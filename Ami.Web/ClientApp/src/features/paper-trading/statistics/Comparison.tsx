import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DataTable } from '@/components/DataTable';
import { Table } from '@/components/Table';
import { useFormats } from '@/lib/formats/useFormats';
import type { Account } from '../api/types';
import { useSeveral } from './api';
import classes from './Comparison.module.css';
import { overlay } from './curves';

const colors = [
  'var(--mantine-color-blue-6)',
  'var(--mantine-color-orange-6)',
  'var(--mantine-color-teal-6)',
  'var(--mantine-color-grape-6)',
  'var(--mantine-color-yellow-7)',
  'var(--mantine-color-red-6)',
  'var(--mantine-color-cyan-7)',
  'var(--mantine-color-lime-7)',
  'var(--mantine-color-pink-6)',
  'var(--mantine-color-gray-6)',
];

const colorOf = (index: number) => colors[index % colors.length];

/** All of the person's accounts since their last resets, side by side: figures, and curves as changes of what each began with. */
export function Comparison({ accounts }: { accounts: readonly Account[] }) {
  const { t } = useTranslation('paperStatistics');
  const formats = useFormats();
  const several = useSeveral(accounts.map(({ id }) => id));
  const drawn = overlay(
    accounts.map(({ id, name, startingCash }, index) => ({
      id,
      name,
      start: startingCash,
      points: several[index]?.curve ?? [],
    })),
  );
  return (
    <div>
      <Title order={3} size="h5">
        {t('compare.title')}
      </Title>
      {drawn && (
        <>
          <svg
            className={classes.chart}
            viewBox="0 0 1 1"
            preserveAspectRatio="none"
            role="img"
            aria-label={t('compare.chart', {
              from: formats.dateTime(drawn.from),
              to: formats.dateTime(drawn.to),
              accounts: drawn.lines
                .map(({ name, last }) => `${name} ${formats.signedPercent(last)}`)
                .join(', '),
            })}
          >
            {drawn.high > drawn.low && (
              <line
                className={classes.zero}
                x1={0}
                x2={1}
                y1={drawn.high / (drawn.high - drawn.low)}
                y2={drawn.high / (drawn.high - drawn.low)}
              />
            )}
            {drawn.lines.map(({ id, path }) => (
              <polyline
                key={id}
                className={classes.line}
                points={path}
                stroke={colorOf(accounts.findIndex((account) => account.id === id))}
              />
            ))}
          </svg>
          <Text size="xs" c="dimmed">
            {t('compare.scale', {
              low: formats.signedPercent(drawn.low),
              high: formats.signedPercent(drawn.high),
            })}
          </Text>
        </>
      )}
      <DataTable label={t('compare.title')} stacked>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('compare.account')}</Table.Th>
            <Table.Th ta="right">{t('compare.change')}</Table.Th>
            <Table.Th ta="right">{t('trades')}</Table.Th>
            <Table.Th ta="right">{t('winRate')}</Table.Th>
            <Table.Th ta="right">{t('expectancyR')}</Table.Th>
            <Table.Th ta="right">{t('drawdown')}</Table.Th>
            <Table.Th ta="right">{t('fees')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {accounts.map(({ id, name, equity, startingCash, currency }, index) => {
            const view = several[index]?.statistics;
            const stats = view?.statistics;
            return (
              <Table.Tr key={id}>
                <Table.Td>
                  <span className={classes.swatch} style={{ background: colorOf(index) }} />
                  {name}
                </Table.Td>
                <Table.Td ta="right" label={t('compare.change')}>
                  {startingCash > 0 ? formats.signedPercent(equity / startingCash - 1) : '–'}
                </Table.Td>
                <Table.Td ta="right" label={t('trades')}>
                  {stats ? formats.integer(stats.trades) : '–'}
                </Table.Td>
                <Table.Td ta="right" label={t('winRate')}>
                  {stats?.winRate ? formats.percent(stats.winRate.value, 1) : '–'}
                </Table.Td>
                <Table.Td ta="right" label={t('expectancyR')}>
                  {stats?.expectancyR ? `${formats.ratio(stats.expectancyR.value)} R` : '–'}
                </Table.Td>
                <Table.Td ta="right" label={t('drawdown')}>
                  {view ? formats.percent(view.maxDrawdownPct) : '–'}
                </Table.Td>
                <Table.Td ta="right" label={t('fees')}>
                  {stats ? formats.money(stats.fees, currency) : '–'}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </DataTable>
    </div>
  );
}
