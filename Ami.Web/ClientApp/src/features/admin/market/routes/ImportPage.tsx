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
const questions = ['market.import_not_candles', 'market.import_ambiguous'];

/** Real history from a CSV file. The job stands in the address, so that a reload, or somebody's later visit, finds it. */
export function ImportPage() {
  const { t } = useTranslation('adminMarket');
  const [id, setId] = useTextParam('job');
  const asks = useAsks(id);
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Stack gap="md">
        {id && <Followed id={id} />}
        <Panel title={t('new')}>
          <ImportForm asks={asks} onStarted={setId} />
        </Panel>
        <Panel title={t('earlier')} flush>
          <JobList kind={kind} empty={{ title: t('empty'), hint: t('emptyHint') }} />
        </Panel>
      </Stack>
    </Page>
  );
}

/** Whether the import that is shown was refused for want of a mapping. */
function useAsks(id: string) {
  const { data } = useLongJob(id || undefined);
  return !!data?.error && questions.includes(data.error.code);
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
