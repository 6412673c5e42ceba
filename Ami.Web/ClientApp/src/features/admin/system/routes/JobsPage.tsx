import { useTranslation } from 'react-i18next';
import { AdminTable } from '@/components/adminTable/AdminTable';
import type { AdminColumn } from '@/components/adminTable/types';
import { Page } from '@/components/Page';
import { useFormats } from '@/lib/formats/useFormats';
import { beat, jobsKey, loadJobs, type KnownJob } from '../api/system';
import { JobState } from '../components/JobState';
import { useJobTexts } from '../components/useJobTexts';
import '../texts';

/** What silos do by themselves, and what it came to. */
export function JobsPage() {
  const { t } = useTranslation('adminSystem');
  const formats = useFormats();
  const texts = useJobTexts();
  const none = t('noValue', { ns: 'common' });
  const columns: AdminColumn<KnownJob>[] = [
    { key: 'name', label: t('jobs.name'), render: ({ name }) => texts.name(name) },
    { key: 'state', label: t('jobs.state'), render: ({ last }) => <JobState record={last} /> },
    { key: 'timing', label: t('jobs.timing'), render: ({ timing }) => texts.timing(timing) },
    {
      key: 'lastRun',
      label: t('jobs.lastRun'),
      render: ({ last }) => (last ? formats.tableTime(last.endedAt ?? last.startedAt) : none),
    },
    {
      key: 'items',
      label: t('run.items'),
      numeric: true,
      render: ({ last }) => (last ? formats.integer(last.items) : none),
    },
  ];
  return (
    <Page title={t('jobs.title')} lead={t('jobs.lead')}>
      <AdminTable
        id="jobs"
        label={t('jobs.title')}
        columns={columns}
        defaultSort="name"
        rowKey={({ name }) => name}
        rowTo={({ name }) => `/admin/jobs/${encodeURIComponent(name)}`}
        queryKey={jobsKey}
        load={loadJobs}
        empty={{ title: t('jobs.empty'), hint: t('jobs.emptyHint') }}
        refetchInterval={beat}
      />
    </Page>
  );
}

export { JobsPage as Component };
