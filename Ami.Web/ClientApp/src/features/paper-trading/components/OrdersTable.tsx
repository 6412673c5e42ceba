import { Button, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { DataTable } from '@/components/DataTable';
import { Table } from '@/components/Table';
import { useFormats } from '@/lib/formats/useFormats';
import type { Account, Order } from '../api/types';
import '../texts';
import '../texts/orders';
import { AmendButton } from './AmendButton';
import { CancelButton } from './CancelButton';
import { digitsOf, type DigitsBySymbol } from './digits';
import { OrderStatus } from './OrderStatus';
import classes from './tables.module.css';

type Props = {
  account: Account;
  orders: readonly Order[];
  digits: DigitsBySymbol;
  /** History adds what became of an order; the working list its cancel button. */
  history?: boolean;
  /** On a symbol's own page: without what the page already says. */
  brief?: boolean;
  more?: { loading: boolean; load: () => void };
};

export function OrdersTable({ account, orders, digits, history, brief, more }: Props) {
  const { t } = useTranslation('paperTrading');
  const formats = useFormats();
  return (
    <>
      <DataTable label={t('orders.label')} stacked>
        <Table.Thead>
          <Table.Tr>
            {!brief && <Table.Th>{t('column.symbol')}</Table.Th>}
            <Table.Th>{t('column.side')}</Table.Th>
            <Table.Th>{t('column.type')}</Table.Th>
            <Table.Th ta="right">{t('column.quantity')}</Table.Th>
            <Table.Th ta="right">{t('column.price')}</Table.Th>
            {!brief && <Table.Th ta="right">{t('column.exits')}</Table.Th>}
            <Table.Th>{t('column.status')}</Table.Th>
            {history && <Table.Th ta="right">{t('column.filledAt')}</Table.Th>}
            {history && <Table.Th ta="right">{t('column.fees')}</Table.Th>}
            <Table.Th>{t('column.placed')}</Table.Th>
            {!history && (
              <Table.Th>
                <VisuallyHidden>{t('column.actions')}</VisuallyHidden>
              </Table.Th>
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {orders.map((order) => {
            const { price, quantity } = digitsOf(digits, order.symbol);
            const level = (value: number | null | undefined) =>
              value == null ? '–' : formats.price(value, price);
            return (
              <Table.Tr key={order.id}>
                {!brief && (
                  <Table.Td>
                    <Link to={`/markets/${order.symbol}`} className={classes.symbol}>
                      {order.symbol}
                    </Link>
                  </Table.Td>
                )}
                <Table.Td label={brief ? undefined : t('column.side')}>{t(`side.${order.side}`)}</Table.Td>
                <Table.Td label={t('column.type')}>
                  {t(`type.${order.type}`)}
                  <span className={classes.detail}>{t(`role.${order.role}`)}</span>
                  {order.expiresAt != null && (
                    <span className={classes.detail}>
                      {t('orders.until', { time: formats.tableTime(order.expiresAt) })}
                    </span>
                  )}
                </Table.Td>
                <Table.Td ta="right" label={t('column.quantity')}>
                  {formats.quantity(order.quantity, quantity)}
                  {order.filledQuantity > 0 && order.filledQuantity < order.quantity && (
                    <span className={classes.detail}>
                      {t('orders.filledPart', { quantity: formats.quantity(order.filledQuantity, quantity) })}
                    </span>
                  )}
                </Table.Td>
                <Table.Td ta="right" label={t('column.price')}>
                  {level(order.limitPrice ?? order.stopPrice)}
                  {order.type === 'stopLimit' && (
                    <span className={classes.detail}>
                      {order.isTriggered ? t('orders.triggered') : level(order.stopPrice)}
                    </span>
                  )}
                  {order.trailDistance != null &&
                    (order.type === 'trailingStop' || order.role === 'stopLoss') && (
                      <span className={classes.detail}>
                        {t('orders.trailing', { distance: level(order.trailDistance) })}
                      </span>
                    )}
                </Table.Td>
                {!brief && (
                  <Table.Td ta="right" label={t('column.exits')}>
                    {level(order.takeProfit)}
                    {(order.takeProfit != null || order.stopLoss != null) && (
                      <span className={classes.detail}>{level(order.stopLoss)}</span>
                    )}
                  </Table.Td>
                )}
                <Table.Td label={t('column.status')}>
                  <OrderStatus order={order} />
                </Table.Td>
                {history && (
                  <Table.Td ta="right" label={t('column.filledAt')}>
                    {level(order.averageFillPrice)}
                  </Table.Td>
                )}
                {history && (
                  <Table.Td ta="right" label={t('column.fees')}>
                    {order.fees === 0 ? '–' : formats.money(order.fees, account.currency)}
                  </Table.Td>
                )}
                <Table.Td label={t('column.placed')}>{formats.tableTime(order.placedAt)}</Table.Td>
                {!history && (
                  <Table.Td ta="right" actions>
                    <AmendButton order={order} digits={digitsOf(digits, order.symbol)} />
                    <CancelButton order={order} />
                  </Table.Td>
                )}
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </DataTable>
      {more && (
        <div className={classes.more}>
          <Button variant="default" size="xs" loading={more.loading} onClick={more.load}>
            {t('loadMore', { ns: 'common' })}
          </Button>
        </div>
      )}
    </>
  );
}
