import { useTranslation } from 'react-i18next';
import { QueryView } from '@/components/QueryView';
import { EmptyState } from '@/components/states';
import { useWorkingOrders } from '../api/parts';
import type { Account } from '../api/types';
import '../texts';
import type { DigitsBySymbol } from './digits';
import { OrdersTable } from './OrdersTable';

type Props = { account: Account | undefined; digits: DigitsBySymbol; symbol?: string };

export function WorkingOrders({ account, digits, symbol }: Props) {
  const { t } = useTranslation('paperTrading');
  const query = useWorkingOrders();
  return (
    <QueryView query={query}>
      {(all) => {
        const orders = symbol ? all.filter((order) => order.symbol === symbol) : all;
        return orders.length === 0 || !account ? (
          <EmptyState icon="clock" title={t('orders.empty')} hint={t('orders.emptyHint')} />
        ) : (
          <OrdersTable account={account} orders={orders} digits={digits} brief={symbol !== undefined} />
        );
      }}
    </QueryView>
  );
}
