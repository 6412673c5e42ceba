import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { AdminTable } from '@/components/adminTable/AdminTable';
import type { AdminColumn, AdminFilter } from '@/components/adminTable/types';
import { Icon } from '@/components/Icon';
import { Page } from '@/components/Page';
import { useFormats } from '@/lib/formats/useFormats';
import { beat, jobsKey, loadRuns, type JobRecord } from '../api/system';
import { JobState } from '../components/JobState';
import { RunDialog } from '../components/RunDialog';
import { useJobTexts } from '../components/useJobTexts';
import '../texts';

/** What one job did, newest first. */
export function JobPage() {
  const { t } = useTranslation('adminSystem');
  const formats = useFormats();
  const texts = useJobTexts();
  const { name = '' } = useParams();
  const [open, setOpen] = useState<JobRecord | null>(null);
  const columns: AdminColumn<JobRecord>[] = [
    { key: 'startedAt', label: t('run.startedAt'), render: (run) => formats.tableTime(run.startedAt) },
    { key: 'state', label: t('jobs.state'), render: (run) => <JobState record={run} /> },
    { key: 'duration', label: t('run.duration'), numeric: true, render: texts.duration },
    { key: 'runs', label: t('run.runs'), numeric: true, render: (run) => formats.integer(run.runs) },
    { key: 'items', label: t('run.items'), numeric: true, render: (run) => formats.integer(run.items) },
    { key: 'errors', label: t('run.errors'), numeric: true, render: (run) => formats.integer(run.errors) },
    { key: 'process', label: t('run.process'), render: texts.process },
  ];
  const filters: AdminFilter[] = [
    {
      name: 'state',
      label: t('jobs.state'),
      options: [{ value: 'failed', label: t('run.onlyFailed') }],
    },
  ];
  return (
    <Page
      title={texts.name(name)}
      lead={name}
      actions={
        <Button
          component={Link}
          to="/admin/jobs"
          variant="default"
          size="xs"
          leftSection={<Icon name="chevronLeft" size={14} />}
        >
          {t('jobs.back')}
        </Button>
      }
    >
      <AdminTable
        key={name}
        id="job-runs"
        label={t('run.list')}
        columns={columns}
        filters={filters}
        defaultSort="-startedAt"
        rowKey={(run) => run.id}
        onOpen={setOpen}
        queryKey={[...jobsKey, name]}
        load={loadRuns(name)}
        empty={{ title: t('run.empty'), hint: t('run.emptyHint') }}
        refetchInterval={beat}
      />
      {open && <RunDialog run={open} onClose={() => setOpen(null)} />}
    </Page>
  );
}

export { JobPage as Component };
