import { useTranslation } from 'react-i18next';
import { JobList } from '@/components/longJobs/JobList';
import { Panel } from '@/components/Panel';
import '../texts';

/** What one has asked for that takes its time: running and done. */
export function MyJobsPage() {
  const { t } = useTranslation('myJobs');
  return (
    <Panel title={t('title')} flush>
      <JobList empty={{ title: t('empty'), hint: t('emptyHint') }} />
    </Panel>
  );
}

export { MyJobsPage as Component };
