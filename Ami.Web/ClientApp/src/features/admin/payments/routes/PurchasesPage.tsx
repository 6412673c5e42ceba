import { useTranslation } from 'react-i18next';
import { AdminTable } from '@/components/adminTable/AdminTable';
import type { AdminColumn, AdminFilter } from '@/components/adminTable/types';
import { Page } from '@/components/Page';
import { Tag } from '@/components/Tag';
import { useFormats } from '@/lib/formats/useFormats';
import { loadPurchases, purchasesKey, type PurchaseLine } from '../api/payments';
import { useAccountFilter } from '../components/useAccountFilter';
import '../texts';

const states = ['open', 'lapsed', 'waiting', 'granted', 'withdrawn'] as const;
const tones = {
  open: 'warn',
  lapsed: 'plain',
  waiting: 'accent',
  granted: 'accent',
  withdrawn: 'plain',
} as const;

export function PurchasesPage() {
  const { t } = useTranslation('adminPayments');
  const formats = useFormats();
  const account = useAccountFilter();
  const person = (id: string | null) => id && t('person', { id: id.slice(-6) });
  const columns: AdminColumn<PurchaseLine>[] = [
    { key: 'name', label: t('purchases.name'), render: (line) => line.name },
    {
      key: 'state',
      label: t('purchases.state'),
      render: ({ state }) => <Tag tone={tones[state]}>{t(`purchases.states.${state}`)}</Tag>,
    },
    {
      key: 'amount',
      label: t('purchases.amount'),
      numeric: true,
      render: (line) => formats.fullMoney(line.amount, line.currency),
    },
    {
      key: 'isGift',
      label: t('purchases.gift'),
      render: (line) => line.isGift && t('purchases.yes'),
    },
    { key: 'userId', label: t('purchases.buyer'), render: (line) => person(line.userId) },
    { key: 'holderId', label: t('purchases.holder'), render: (line) => person(line.holderId) },
    {
      key: 'createdAt',
      label: t('purchases.createdAt'),
      sortable: true,
      render: (line) => formats.tableTime(line.createdAt, false),
    },
    {
      key: 'productId',
      label: t('purchases.product'),
      hidden: true,
      render: (line) => `${line.productKind} ${line.productId}`,
    },
  ];
  const filters: AdminFilter[] = [
    {
      name: 'state',
      label: t('purchases.state'),
      options: states.map((value) => ({ value, label: t(`purchases.states.${value}`) })),
    },
    ...account,
  ];
  return (
    <Page title={t('purchases.title')} lead={t('purchases.lead')}>
      <AdminTable
        id="purchases"
        label={t('purchases.title')}
        columns={columns}
        filters={filters}
        defaultSort="-createdAt"
        rowKey={(line) => line.id}
        queryKey={purchasesKey}
        load={loadPurchases}
        empty={{ title: t('purchases.empty'), hint: t('purchases.emptyHint') }}
      />
    </Page>
  );
}

export { PurchasesPage as Component };
