import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { JobList } from '@/components/longJobs/JobList';
import { JobProgress } from '@/components/longJobs/JobProgress';
import { Page } from '@/components/Page';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { useLongJob } from '@/lib/longJobs/longJobs';
import { useTextParam } from '@/lib/urlState';
import { ImportForm } from '../components/ImportForm';
import { ImportReport } from '../components/ImportReport';
import '../texts';

const kind = 'market.import-candles';

/** Real history from a CSV file. The job stands in the address, so that a reload, or somebody's later visit, finds it. */
export function ImportPage() {
  const { t } = useTranslation('adminMarket');
  const [id, setId] = useTextParam('job');
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Stack gap="md">
        {id && <Followed id={id} />}
        <Panel title={t('new')}>
          <ImportForm onStarted={setId} />
        </Panel>
        <Panel title={t('earlier')} flush>
          <JobList kind={kind} empty={{ title: t('empty'), hint: t('emptyHint') }} />
        </Panel>
      </Stack>
    </Page>
  );
}

function Followed({ id }: { id: string }) {
  const { t } = useTranslation('adminMarket');
  return (
    <Panel title={t('current')}>
      <QueryView query={useLongJob(id)}>
        {(job) => (
          <JobProgress job={job} cancelled={t('cancelled')}>
            <ImportReport id={job.id} />
          </JobProgress>
        )}
      </QueryView>
    </Panel>
  );
}

export { ImportPage as Component };
