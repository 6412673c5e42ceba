import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { AdminTable } from '@/components/adminTable/AdminTable';
import type { AdminColumn, AdminFilter } from '@/components/adminTable/types';
import { Page } from '@/components/Page';
import { Tag } from '@/components/Tag';
import { useMay } from '@/lib/auth/useSession';
import { useFormats } from '@/lib/formats/useFormats';
import { affiliatesKey, affiliateStates, loadAffiliates, type AffiliateRow } from '../api/affiliates';
import { AffiliateDialog } from '../components/dialogs';
import '../texts';

const tones = {
  applied: 'warn',
  active: 'accent',
  refused: 'plain',
  suspended: 'warn',
  closed: 'plain',
} as const;

/** Who brings others for a share, and who asks to. */
export function AffiliateRowsPage() {
  const { t } = useTranslation('adminAffiliates');
  const formats = useFormats();
  const mayManage = useMay('affiliates.manage');
  const maySeeUsers = useMay('users.read');
  const [open, setOpen] = useState<AffiliateRow | null>(null);
  const time = (at: string | null | undefined) => (at ? formats.tableTime(at, false) : '');
  const columns: AdminColumn<AffiliateRow>[] = [
    { key: 'code', label: t('column.code'), render: (row) => row.code },
    {
      key: 'state',
      label: t('column.state'),
      render: (row) => <Tag tone={tones[row.state]}>{t(`affiliateState.${row.state}`)}</Tag>,
    },
    {
      key: 'user',
      label: t('column.account'),
      render: (row) =>
        row.userId && maySeeUsers ? <Link to={`/admin/users/${row.userId}`}>{t('account')}</Link> : '',
    },
    { key: 'clicks', label: t('column.clicks'), numeric: true, render: (row) => formats.integer(row.clicks) },
    {
      key: 'signUps',
      label: t('column.signUps'),
      numeric: true,
      render: (row) => formats.integer(row.signUps),
    },
    {
      key: 'blocked',
      label: t('column.blocked'),
      numeric: true,
      render: (row) => formats.integer(row.blocked),
    },
    {
      key: 'signals',
      label: t('column.openSignals'),
      numeric: true,
      render: (row) => formats.integer(row.openSignals),
    },
    { key: 'appliedAt', label: t('column.appliedAt'), sortable: true, render: (row) => time(row.appliedAt) },
    { key: 'decidedAt', label: t('column.decidedAt'), hidden: true, render: (row) => time(row.decidedAt) },
  ];
  const filters: AdminFilter[] = [
    {
      name: 'state',
      label: t('column.state'),
      options: affiliateStates.map((value) => ({ value, label: t(`affiliateState.${value}`) })),
    },
  ];
  return (
    <Page title={t('affiliates.title')} lead={t('affiliates.lead')}>
      <AdminTable
        id="affiliates"
        label={t('affiliates.title')}
        columns={columns}
        filters={filters}
        defaultSort="-appliedAt"
        rowKey={(row) => row.id}
        onOpen={setOpen}
        queryKey={[...affiliatesKey, 'list']}
        load={loadAffiliates}
        exportPath="/api/admin/affiliates/export.csv"
        empty={{ title: t('affiliates.empty'), hint: t('affiliates.emptyHint') }}
      />
      {open && <AffiliateDialog row={open} mayManage={mayManage} onClose={() => setOpen(null)} />}
    </Page>
  );
}

export { AffiliateRowsPage as Component };
