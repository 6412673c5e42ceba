import { SegmentedControl } from '@mantine/core';
import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/SegmentedControl.css';
import { useTranslation } from 'react-i18next';
import { QueryView } from '@/components/QueryView';
import { EmptyState } from '@/components/states';
import { useChoiceParam } from '@/lib/urlState';
import { useOrderHistory, type OrderFilter } from '../api/orders';
import type { Account } from '../api/types';
import type { DigitsBySymbol } from './digits';
import { OrdersTable } from './OrdersTable';

const filters = ['all', 'final'] as const;

export function OrderHistory({ account, digits }: { account: Account | undefined; digits: DigitsBySymbol }) {
  const { t } = useTranslation('paperTrading');
  const [filter, setFilter] = useChoiceParam<OrderFilter>('show', filters, 'all');
  const query = useOrderHistory(account?.id, filter);
  return (
    <>
      <div style={{ padding: '10px 16px' }}>
        <SegmentedControl
          size="xs"
          aria-label={t('orders.filter.label')}
          data={filters.map((value) => ({ value, label: t(`orders.filter.${value}`) }))}
          value={filter}
          onChange={(value) => setFilter(value as OrderFilter)}
        />
      </div>
      <QueryView query={query}>
        {({ pages }) => {
          const orders = pages.flatMap((page) => page.items);
          return orders.length === 0 || !account ? (
            <EmptyState icon="table" title={t('orders.historyEmpty')} hint={t('orders.historyEmptyHint')} />
          ) : (
            <OrdersTable
              history
              account={account}
              orders={orders}
              digits={digits}
              more={
                query.hasNextPage
                  ? { loading: query.isFetchingNextPage, load: () => void query.fetchNextPage() }
                  : undefined
              }
            />
          );
        }}
      </QueryView>
    </>
  );
}
