import { Button, Group } from '@mantine/core';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ExportButton } from '@/components/adminTable/ExportButton';
import '@/components/adminTable/texts';
import { EquityCurve } from '@/components/charts/EquityCurve';
import { DataTable } from '@/components/DataTable';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { Table } from '@/components/Table';
import { EmptyState } from '@/components/states';
import { useFormats } from '@/lib/formats/useFormats';
import { useEquity } from '../api/parts';
import type { Account, EquityPoint } from '../api/types';
import { useLivePositions } from '../api/useLivePositions';
import { curveUntilNow } from '../domain/accountResult';
import '../texts/figures';
import '../texts/trade';
import classes from './EquityPanel.module.css';

type Drawn = { points: readonly EquityPoint[]; currency: string };

function Curve({ points, currency }: Drawn) {
  const { t } = useTranslation('paperTrading');
  const formats = useFormats();
  const text = useCallback((value: number) => formats.money(value, currency), [formats, currency]);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return null;
  const label = t('equity.chart', {
    from: formats.dateTime(first.at),
    to: formats.dateTime(last.at),
    first: text(first.equity),
    last: text(last.equity),
    change: formats.signedMoney(last.equity - first.equity, currency),
  });
  return <EquityCurve points={points} text={text} label={label} />;
}

function CurveTable({ points, currency }: Drawn) {
  const { t } = useTranslation('paperTrading');
  const formats = useFormats();
  return (
    <div className={classes.table}>
      <DataTable label={t('equity.table')} stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('column.time')}</Table.Th>
            <Table.Th ta="right">{t('column.equity')}</Table.Th>
            <Table.Th ta="right">{t('column.cash')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {points
            .slice(-200)
            .reverse()
            .map((point) => (
              <Table.Tr key={point.at}>
                <Table.Td>{formats.tableTime(point.at)}</Table.Td>
                <Table.Td ta="right">{formats.money(point.equity, currency)}</Table.Td>
                <Table.Td ta="right">{formats.money(point.cash, currency)}</Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </DataTable>
    </div>
  );
}

/** The account's equity over time, as a curve or as figures. */
export function EquityPanel({ account }: { account: Account | undefined }) {
  const { t } = useTranslation('paperTrading');
  const query = useEquity();
  const { account: live, at } = useLivePositions(account);
  const [asTable, setAsTable] = useState(false);
  const currency = account?.currency ?? 'USD';
  return (
    <Panel
      title={t('trade.equityTitle')}
      flush
      actions={
        <Group gap={4}>
          {account && (
            <ExportButton
              size="compact-xs"
              variant="subtle"
              path={`/api/trading/paper/accounts/${account.id}/equity/export.csv`}
              query={{}}
            />
          )}
          <Button variant="subtle" size="compact-xs" onClick={() => setAsTable(!asTable)}>
            {asTable ? t('equity.showChart') : t('equity.showTable')}
          </Button>
        </Group>
      }
    >
      <QueryView query={query}>
        {(stored) => {
          const points = curveUntilNow(stored, live, at);
          return stored.length < 2 ? (
            <EmptyState icon="markets" title={t('equity.empty')} hint={t('equity.emptyHint')} />
          ) : asTable ? (
            <CurveTable points={points} currency={currency} />
          ) : (
            <Curve points={points} currency={currency} />
          );
        }}
      </QueryView>
    </Panel>
  );
}
