import { useTranslation } from 'react-i18next';
import { AdminTable } from '@/components/adminTable/AdminTable';
import type { AdminColumn, AdminFilter } from '@/components/adminTable/types';
import { Page } from '@/components/Page';
import { Tag } from '@/components/Tag';
import { useFormats } from '@/lib/formats/useFormats';
import { affiliatesKey, commissionStates, loadCommissions, type CommissionRow } from '../api/affiliates';
import '../texts';

const tones = {
  held: 'warn',
  released: 'accent',
  voided: 'plain',
  blocked: 'plain',
  owed: 'warn',
  taken: 'plain',
} as const;

/** What sales come to for affiliates, with what it waits for and why it is so. */
export function CommissionRowsPage() {
  const { t } = useTranslation('adminAffiliates');
  const formats = useFormats();
  const time = (at: string | null | undefined) => (at ? formats.tableTime(at, false) : '');
  const columns: AdminColumn<CommissionRow>[] = [
    { key: 'code', label: t('column.code'), render: (row) => row.code },
    { key: 'kind', label: t('column.kind'), render: (row) => t(`commissionKind.${row.kind}`) },
    {
      key: 'state',
      label: t('column.state'),
      render: (row) => <Tag tone={tones[row.state]}>{t(`commissionState.${row.state}`)}</Tag>,
    },
    {
      key: 'why',
      label: t('column.why'),
      render: (row) =>
        [row.hold && t(`hold.${row.hold}`), row.reason && t(`why.${row.reason}`)].filter(Boolean).join(' · '),
    },
    {
      key: 'amount',
      label: t('column.amount'),
      numeric: true,
      render: (row) => formats.money(row.amount, row.currency),
    },
    {
      key: 'net',
      label: t('column.net'),
      numeric: true,
      render: (row) => formats.money(row.net, row.currency),
    },
    { key: 'rate', label: t('column.rate'), numeric: true, render: (row) => formats.percent(row.rate, 0) },
    {
      key: 'outstanding',
      label: t('column.outstanding'),
      numeric: true,
      hidden: true,
      render: (row) => formats.money(row.outstanding, row.currency),
    },
    { key: 'dueAt', label: t('column.dueAt'), render: (row) => time(row.dueAt) },
    { key: 'createdAt', label: t('column.createdAt'), sortable: true, render: (row) => time(row.createdAt) },
    { key: 'settledAt', label: t('column.settledAt'), hidden: true, render: (row) => time(row.settledAt) },
  ];
  const filters: AdminFilter[] = [
    {
      name: 'state',
      label: t('column.state'),
      options: commissionStates.map((value) => ({ value, label: t(`commissionState.${value}`) })),
    },
  ];
  return (
    <Page title={t('commissions.title')} lead={t('commissions.lead')}>
      <AdminTable
        id="commissions"
        label={t('commissions.title')}
        columns={columns}
        filters={filters}
        defaultSort="-createdAt"
        rowKey={(row) => row.id}
        queryKey={[...affiliatesKey, 'commissions']}
        load={loadCommissions}
        exportPath="/api/admin/affiliates/commissions/export.csv"
        empty={{ title: t('commissions.empty'), hint: t('commissions.emptyHint') }}
      />
    </Page>
  );
}

export { CommissionRowsPage as Component };
