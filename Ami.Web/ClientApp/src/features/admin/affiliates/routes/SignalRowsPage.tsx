import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AdminTable } from '@/components/adminTable/AdminTable';
import type { AdminColumn, AdminFilter } from '@/components/adminTable/types';
import { Page } from '@/components/Page';
import { Tag } from '@/components/Tag';
import { useMay } from '@/lib/auth/useSession';
import { useFormats } from '@/lib/formats/useFormats';
import { affiliatesKey, loadSignals, signalStates, type SignalRow } from '../api/affiliates';
import { SignalDialog } from '../components/dialogs';
import '../texts';

const tones = { open: 'warn', cleared: 'plain', confirmed: 'plain' } as const;

/** What looks like fraud, and waits for somebody to decide. */
export function SignalRowsPage() {
  const { t } = useTranslation('adminAffiliates');
  const formats = useFormats();
  const mayManage = useMay('affiliates.manage');
  const [open, setOpen] = useState<SignalRow | null>(null);
  const time = (at: string | null | undefined) => (at ? formats.tableTime(at, false) : '');
  const columns: AdminColumn<SignalRow>[] = [
    {
      key: 'kind',
      label: t('column.signal'),
      render: (row) => t(`signal.${row.kind}`, { count: row.count, of: row.ofCount }),
    },
    {
      key: 'state',
      label: t('column.state'),
      render: (row) => <Tag tone={tones[row.state]}>{t(`signalState.${row.state}`)}</Tag>,
    },
    { key: 'code', label: t('column.code'), render: (row) => row.code },
    {
      key: 'held',
      label: t('column.held'),
      numeric: true,
      render: (row) => formats.integer(row.heldCommissions),
    },
    { key: 'reason', label: t('reason'), render: (row) => row.reason ?? '' },
    { key: 'raisedAt', label: t('column.raisedAt'), sortable: true, render: (row) => time(row.raisedAt) },
    { key: 'decidedAt', label: t('column.decidedAt'), hidden: true, render: (row) => time(row.decidedAt) },
  ];
  const filters: AdminFilter[] = [
    {
      name: 'state',
      label: t('column.state'),
      options: signalStates.map((value) => ({ value, label: t(`signalState.${value}`) })),
    },
  ];
  return (
    <Page title={t('signals.title')} lead={t('signals.lead')}>
      <AdminTable
        id="affiliate-signals"
        label={t('signals.title')}
        columns={columns}
        filters={filters}
        defaultSort="-raisedAt"
        rowKey={(row) => row.id}
        onOpen={mayManage ? (row) => row.state === 'open' && setOpen(row) : undefined}
        queryKey={[...affiliatesKey, 'signals']}
        load={loadSignals}
        exportPath="/api/admin/affiliates/signals/export.csv"
        empty={{ title: t('signals.empty'), hint: t('signals.emptyHint') }}
      />
      {open && <SignalDialog row={open} onClose={() => setOpen(null)} />}
    </Page>
  );
}

export { SignalRowsPage as Component };
