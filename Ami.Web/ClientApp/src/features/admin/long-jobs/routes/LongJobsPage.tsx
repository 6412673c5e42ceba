import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AdminTable } from '@/components/adminTable/AdminTable';
import type { AdminColumn, AdminFilter } from '@/components/adminTable/types';
import { LongJobState } from '@/components/longJobs/LongJobState';
import { useLongJobTexts } from '@/components/longJobs/useLongJobTexts';
import { Page } from '@/components/Page';
import { useFormats } from '@/lib/formats/useFormats';
import { loadStaffJobs, staffJobsKey, type StaffJob } from '../api/longJobs';
import { StaffJobDialog } from '../components/StaffJobDialog';
import '../texts';

const states = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;
const beat = 5_000;

/** What people have asked for that takes its time. */
export function LongJobsPage() {
  const { t } = useTranslation('adminLongJobs');
  const { t: words } = useTranslation('longJobs');
  const formats = useFormats();
  const texts = useLongJobTexts();
  const [open, setOpen] = useState<StaffJob | null>(null);
  const none = t('noValue', { ns: 'common' });
  const columns: AdminColumn<StaffJob>[] = [
    { key: 'kind', label: t('column.kind'), render: ({ job }) => texts.kind(job.job.kind) },
    { key: 'subject', label: t('column.subject'), render: ({ job }) => job.job.subject },
    { key: 'owner', label: t('column.owner'), render: ({ owner }) => owner ?? none },
    { key: 'state', label: t('column.state'), render: ({ job }) => <LongJobState state={job.job.state} /> },
    {
      key: 'progress',
      label: t('column.progress'),
      numeric: true,
      render: ({ job }) => (job.job.progress ? formats.percent(job.job.progress.fraction, 0) : none),
    },
    {
      key: 'createdAt',
      label: t('column.createdAt'),
      render: ({ job }) => formats.tableTime(job.job.createdAt),
    },
    {
      key: 'endedAt',
      label: t('column.endedAt'),
      render: ({ job }) => (job.job.endedAt ? formats.tableTime(job.job.endedAt) : none),
    },
  ];
  const filters: AdminFilter[] = [
    {
      name: 'state',
      label: t('column.state'),
      options: states.map((value) => ({ value, label: words(`state.${value}`) })),
    },
  ];
  return (
    <Page title={t('title')} lead={t('lead')}>
      <AdminTable
        id="long-jobs"
        label={t('title')}
        columns={columns}
        filters={filters}
        defaultSort="-createdAt"
        rowKey={({ job }) => job.job.id}
        onOpen={setOpen}
        queryKey={staffJobsKey}
        load={loadStaffJobs}
        empty={{ title: t('empty'), hint: t('emptyHint') }}
        refetchInterval={beat}
      />
      {open && <StaffJobDialog row={open} onClose={() => setOpen(null)} />}
    </Page>
  );
}

export { LongJobsPage as Component };
