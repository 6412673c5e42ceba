import { Button, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DataTable } from '@/components/DataTable';
import { QueryView } from '@/components/QueryView';
import { Table } from '@/components/Table';
import { later, whenIdle } from '@/components/later';
import { EmptyState } from '@/components/states';
import { useFormats } from '@/lib/formats/useFormats';
import type { Account, Position } from '../api/types';
import { useLivePositions } from '../api/useLivePositions';
import '../texts';
import { Pnl } from './Pnl';
import { digitsOf, type DigitsBySymbol } from './digits';
import classes from './tables.module.css';

const CloseDialog = later(() => import('./CloseDialog'));
const LiquidationPrice = later(() => import('./LiquidationPrice'));
const ReverseDialog = later(() => import('./ReverseDialog'));
// What reduces a risk must not wait for its code when it is needed.
whenIdle(CloseDialog.load);

const actions = ['reverse', 'close'] as const;
type Action = (typeof actions)[number];
const dialogs = { reverse: ReverseDialog, close: CloseDialog };

type Props = { account: Account | undefined; digits: DigitsBySymbol; symbol?: string };

/** Open positions at live prices, each with its close button. */
export function PositionsTable({ account, digits, symbol }: Props) {
  const { t } = useTranslation('paperTrading');
  const formats = useFormats();
  const { query, live } = useLivePositions(account);
  const [asking, setAsking] = useState<{ action: Action; row: Position } | null>(null);
  const Asked = asking && dialogs[asking.action];
  const rows = symbol ? live.filter((row) => row.symbol === symbol) : live;

  return (
    <QueryView query={query}>
      {() =>
        rows.length === 0 || !account ? (
          <EmptyState
            icon="trade"
            title={t('positions.empty')}
            hint={t('positions.emptyHint')}
            action={
              !symbol && (
                <Button component={Link} to="/markets" variant="default" size="xs">
                  {t('positions.open')}
                </Button>
              )
            }
          />
        ) : (
          <>
            <DataTable label={t('positions.label')} stacked>
              <Table.Thead>
                <Table.Tr>
                  {!symbol && <Table.Th>{t('column.symbol')}</Table.Th>}
                  <Table.Th>{t('column.side')}</Table.Th>
                  <Table.Th ta="right">{t('column.quantity')}</Table.Th>
                  <Table.Th ta="right">{t('column.average')}</Table.Th>
                  <Table.Th ta="right">{t('column.mark')}</Table.Th>
                  {!symbol && <Table.Th ta="right">{t('column.value')}</Table.Th>}
                  <Table.Th ta="right">{t('column.pnl')}</Table.Th>
                  <Table.Th ta="right">{t('column.exits')}</Table.Th>
                  <Table.Th>
                    <VisuallyHidden>{t('column.actions')}</VisuallyHidden>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {rows.map((row) => {
                  const { price, quantity } = digitsOf(digits, row.symbol);
                  const level = (value: number | null | undefined) =>
                    value == null ? '–' : formats.price(value, price);
                  return (
                    <Table.Tr key={row.symbol}>
                      {!symbol && (
                        <Table.Td>
                          <Link to={`/markets/${row.symbol}`} className={classes.symbol}>
                            {row.symbol}
                          </Link>
                        </Table.Td>
                      )}
                      <Table.Td label={symbol ? undefined : t('column.side')}>
                        {row.quantity >= 0 ? t('side.long') : t('side.short')}
                      </Table.Td>
                      <Table.Td ta="right" label={t('column.quantity')}>
                        {formats.quantity(Math.abs(row.quantity), quantity)}
                      </Table.Td>
                      <Table.Td ta="right" label={t('column.average')}>
                        {formats.price(row.averagePrice, price)}
                      </Table.Td>
                      <Table.Td ta="right" label={t('column.mark')}>
                        {formats.price(row.mark, price)}
                        {row.liquidationPrice != null && (
                          <LiquidationPrice at={row.liquidationPrice} digits={price} />
                        )}
                      </Table.Td>
                      {!symbol && (
                        <Table.Td ta="right" label={t('column.value')}>
                          {formats.money(row.marketValue, account.currency)}
                        </Table.Td>
                      )}
                      <Table.Td ta="right" label={t('column.pnl')}>
                        <Pnl
                          value={row.unrealisedPnl}
                          fraction={row.unrealisedPct}
                          currency={account.currency}
                        />
                      </Table.Td>
                      <Table.Td ta="right" label={t('column.exits')}>
                        {level(row.takeProfit)}
                        {(row.takeProfit != null || row.stopLoss != null) && (
                          <span className={classes.detail}>{level(row.stopLoss)}</span>
                        )}
                      </Table.Td>
                      <Table.Td ta="right" actions>
                        {actions.map((action) => (
                          <Button
                            key={action}
                            size="compact-xs"
                            variant="default"
                            aria-label={t(`positions.${action}Of`, { symbol: row.symbol })}
                            onClick={() => setAsking({ action, row })}
                          >
                            {t(`positions.${action}`)}
                          </Button>
                        ))}
                      </Table.Td>
                    </Table.Tr>
                  );
                })}
              </Table.Tbody>
            </DataTable>
            {asking && Asked && (
              <Asked
                account={account}
                position={live.find((row) => row.symbol === asking.row.symbol) ?? asking.row}
                digits={digitsOf(digits, asking.row.symbol)}
                onClose={() => setAsking(null)}
              />
            )}
          </>
        )
      }
    </QueryView>
  );
}
