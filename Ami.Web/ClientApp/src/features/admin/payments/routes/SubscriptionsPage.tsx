import { useTranslation } from 'react-i18next';
import { AdminTable } from '@/components/adminTable/AdminTable';
import type { AdminColumn, AdminFilter } from '@/components/adminTable/types';
import { Page } from '@/components/Page';
import { Tag } from '@/components/Tag';
import { useFormats } from '@/lib/formats/useFormats';
import { loadSubscriptions, subscriptionsKey, type SubscriptionLine } from '../api/payments';
import { useAccountFilter } from '../components/useAccountFilter';
import '../texts';

const plans = ['basic', 'pro', 'premium'] as const;
const tones = {
  incomplete: 'warn',
  trial: 'accent',
  active: 'accent',
  grace: 'warn',
  unpaid: 'warn',
  paidBack: 'warn',
  paused: 'plain',
  ended: 'plain',
} as const;
const standings = [
  'incomplete',
  'trial',
  'active',
  'grace',
  'unpaid',
  'paidBack',
  'paused',
  'ended',
] as const;

export function SubscriptionsPage() {
  const { t } = useTranslation('adminPayments');
  const formats = useFormats();
  const account = useAccountFilter();
  const time = (value: string | null) => value && formats.tableTime(value, false);
  const columns: AdminColumn<SubscriptionLine>[] = [
    {
      key: 'userId',
      label: t('column.userId'),
      render: (line) => t('person', { id: line.userId.slice(-6) }),
    },
    { key: 'plan', label: t('column.plan'), render: (line) => t(`plan.${line.plan}`) },
    {
      key: 'standing',
      label: t('column.standing'),
      render: ({ standing }) => <Tag tone={tones[standing]}>{t(`standing.${standing}`)}</Tag>,
    },
    { key: 'granted', label: t('column.granted'), render: (line) => t(`plan.${line.granted}`) },
    {
      key: 'price',
      label: t('column.price'),
      numeric: true,
      render: (line) => t(`per.${line.interval}`, { amount: formats.fullMoney(line.amount, line.currency) }),
    },
    {
      key: 'periodEnd',
      label: t('column.periodEnd'),
      sortable: true,
      render: (line) => time(line.periodEnd),
    },
    { key: 'cancelAt', label: t('column.cancelAt'), render: (line) => time(line.cancelAt) },
    {
      key: 'graceUntil',
      label: t('column.graceUntil'),
      hidden: true,
      render: (line) => time(line.graceUntil),
    },
    {
      key: 'createdAt',
      label: t('column.createdAt'),
      sortable: true,
      render: (line) => time(line.createdAt),
    },
    { key: 'changedAt', label: t('column.changedAt'), hidden: true, render: (line) => time(line.changedAt) },
    { key: 'status', label: t('column.status'), hidden: true, render: (line) => line.status },
    { key: 'stripeId', label: t('column.stripeId'), hidden: true, render: (line) => line.stripeId },
  ];
  const filters: AdminFilter[] = [
    {
      name: 'plan',
      label: t('column.plan'),
      options: plans.map((value) => ({ value, label: t(`plan.${value}`) })),
    },
    {
      name: 'standing',
      label: t('column.standing'),
      options: standings.map((value) => ({ value, label: t(`standing.${value}`) })),
    },
    ...account,
  ];
  return (
    <Page title={t('subscriptions.title')} lead={t('subscriptions.lead')}>
      <AdminTable
        id="subscriptions"
        label={t('subscriptions.title')}
        columns={columns}
        filters={filters}
        defaultSort="-createdAt"
        rowKey={(line) => line.id}
        rowTo={(line) => `/admin/users/${line.userId}`}
        queryKey={subscriptionsKey}
        load={loadSubscriptions}
        exportPath="/api/admin/payments/subscriptions/export.csv"
        empty={{ title: t('subscriptions.empty') }}
      />
    </Page>
  );
}

export { SubscriptionsPage as Component };
