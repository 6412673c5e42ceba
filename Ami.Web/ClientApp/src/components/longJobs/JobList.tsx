import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { QueryView } from '@/components/QueryView';
import { EmptyState } from '@/components/states';
import { useLongJobs } from '@/lib/longJobs/longJobs';
import { JobProgress } from './JobProgress';
import classes from './JobList.module.css';

/** One's jobs, live, newest first; of one kind when it is given. */
export function JobList(props: { kind?: string; empty: { title: string; hint: string } }) {
  const { t } = useTranslation('common');
  const query = useLongJobs(props.kind);
  return (
    <QueryView query={query}>
      {({ pages }) => {
        const jobs = pages.flatMap(({ items }) => items);
        if (jobs.length === 0) return <EmptyState icon="clock" {...props.empty} />;
        return (
          <>
            <ul className={classes.list}>
              {jobs.map((job) => (
                <li key={job.id} className={classes.job}>
                  <JobProgress job={job} />
                </li>
              ))}
            </ul>
            {query.hasNextPage && (
              <Group justify="center" p="sm">
                <Button
                  variant="default"
                  size="xs"
                  loading={query.isFetchingNextPage}
                  onClick={() => void query.fetchNextPage()}
                >
                  {t('loadMore')}
                </Button>
              </Group>
            )}
          </>
        );
      }}
    </QueryView>
  );
}
