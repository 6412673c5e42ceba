import { Group, SegmentedControl } from '@mantine/core';
import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/SegmentedControl.css';
import { useTranslation } from 'react-i18next';
import { ExportButton } from '@/components/adminTable/ExportButton';
import '@/components/adminTable/texts';
import { QueryView } from '@/components/QueryView';
import { EmptyState } from '@/components/states';
import { useChoiceParam } from '@/lib/urlState';
import { useOrderHistory, type OrderFilter } from '../api/orders';
import type { Account } from '../api/types';
import { DayFilter, NothingThen } from './DayFilter';
import type { DigitsBySymbol } from './digits';
import { OrdersTable } from './OrdersTable';
import { useDays, type DaysAsked } from '../api/useDays';
import '../texts/orders';

const filters = ['all', 'final'] as const;

type Props = { account: Account | undefined; digits: DigitsBySymbol };

/** What became of the orders of an account, of all days or some. */
export function OrderHistory({ account, digits }: Props) {
  const { t } = useTranslation('paperTrading');
  const [filter, setFilter] = useChoiceParam<OrderFilter>('show', filters, 'all');
  const asked = useDays();
  return (
    <>
      <Group gap="md" align="flex-end" px="md" py="xs">
        <SegmentedControl
          size="xs"
          aria-label={t('orders.filter.label')}
          data={filters.map((value) => ({ value, label: t(`orders.filter.${value}`) }))}
          value={filter}
          onChange={(value) => setFilter(value as OrderFilter)}
        />
        <DayFilter asked={asked} />
        {account && asked.isSound && (
          <ExportButton
            size="xs"
            path={`/api/trading/paper/accounts/${account.id}/orders/export.csv`}
            query={{ status: filter, ...asked.days }}
          />
        )}
      </Group>
      {asked.isSound && <Orders account={account} digits={digits} filter={filter} asked={asked} />}
    </>
  );
}

type OrdersProps = Props & { filter: OrderFilter; asked: DaysAsked };

function Orders({ account, digits, filter, asked }: OrdersProps) {
  const { t } = useTranslation('paperTrading');
  const query = useOrderHistory(account?.id, filter, asked.days);
  return (
    <QueryView query={query}>
      {({ pages }) => {
        const orders = pages.flatMap((page) => page.items);
        if (orders.length > 0 && account) {
          return (
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
        }
        return asked.isSet ? (
          <NothingThen asked={asked} />
        ) : (
          <EmptyState icon="table" title={t('orders.historyEmpty')} hint={t('orders.historyEmptyHint')} />
        );
      }}
    </QueryView>
  );
}
