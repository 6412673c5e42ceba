import { useTranslation } from 'react-i18next';
import { AdminTable } from '@/components/adminTable/AdminTable';
import type { AdminColumn } from '@/components/adminTable/types';
import { Page } from '@/components/Page';
import { Tag } from '@/components/Tag';
import { useFormats } from '@/lib/formats/useFormats';
import { disputesKey, loadDisputes, type DisputeLine } from '../api/payments';
import '../texts';

/** As the provider names them. One that is not among them is shown as it came. */
const statuses = [
  'needs_response',
  'under_review',
  'won',
  'lost',
  'prevented',
  'warning_needs_response',
  'warning_under_review',
  'warning_closed',
] as const;
const reasons = [
  'fraudulent',
  'product_not_received',
  'product_unacceptable',
  'duplicate',
  'subscription_canceled',
  'unrecognized',
  'credit_not_processed',
  'general',
] as const;

export function DisputesPage() {
  const { t } = useTranslation('adminPayments');
  const formats = useFormats();
  const status = (value: string) => {
    const known = statuses.find((one) => one === value);
    return known ? t(`disputes.statuses.${known}`) : value;
  };
  const reason = (value: string) => {
    const known = reasons.find((one) => one === value);
    return known ? t(`disputes.reasons.${known}`) : value;
  };
  const columns: AdminColumn<DisputeLine>[] = [
    { key: 'stripeId', label: t('column.stripeId'), render: (line) => line.stripeId },
    {
      key: 'status',
      label: t('disputes.status'),
      render: (line) => (
        <Tag tone={line.status.endsWith('needs_response') ? 'warn' : 'plain'}>{status(line.status)}</Tag>
      ),
    },
    { key: 'reason', label: t('disputes.reason'), render: (line) => reason(line.reason) },
    {
      key: 'amount',
      label: t('disputes.amount'),
      numeric: true,
      render: (line) => formats.fullMoney(line.amount, line.currency),
    },
    {
      key: 'createdAt',
      label: t('disputes.createdAt'),
      sortable: true,
      render: (line) => formats.tableTime(line.createdAt, false),
    },
    { key: 'paymentId', label: t('disputes.payment'), hidden: true, render: (line) => line.paymentId },
  ];
  return (
    <Page title={t('disputes.title')} lead={t('disputes.lead')}>
      <AdminTable
        id="disputes"
        label={t('disputes.title')}
        columns={columns}
        defaultSort="-createdAt"
        rowKey={(line) => line.id}
        queryKey={disputesKey}
        load={loadDisputes}
        empty={{ title: t('disputes.empty'), hint: t('disputes.emptyHint') }}
      />
    </Page>
  );
}

export { DisputesPage as Component };
