import {
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type InfiniteData,
  type QueryClient,
} from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { useLongJobStream } from './stream';

export type LongJob = components['schemas']['LongJobView'];
type Pages = InfiniteData<components['schemas']['PageOfLongJobView'], string | undefined>;

const longJobsKey = ['long-jobs'] as const;
const listKey = [...longJobsKey, 'list'] as const;
const oneKey = (id: string | undefined) => [...longJobsKey, 'one', id] as const;
const pageSize = 20;

export const isOpen = (job: LongJob) => job.state === 'queued' || job.state === 'running';

/** Of two views of a job the newer one: messages and answers may overtake each other. */
const newer = (known: LongJob | undefined, job: LongJob) =>
  known && known.id === job.id && known.revision > job.revision ? known : job;

/** Shows what is newly known of a job wherever it is shown. */
export function showJob(client: QueryClient, job: LongJob) {
  client.setQueryData<LongJob>(oneKey(job.id), (known) => newer(known, job));
  let listed = false;
  client.setQueriesData<Pages>({ queryKey: listKey }, (old) => {
    if (!old) return old;
    const pages = old.pages.map((page) => ({
      ...page,
      items: page.items.map((one) => {
        if (one.id !== job.id) return one;
        listed = true;
        return newer(one, job);
      }),
    }));
    return { ...old, pages };
  });
  if (!listed) void client.invalidateQueries({ queryKey: listKey });
}

/** One's jobs, newest first, live; of one kind only when it is given. */
export function useLongJobs(kind?: string) {
  useFollow(true);
  return useInfiniteQuery({
    queryKey: [...listKey, kind],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/api/me/jobs', { params: { query: { kind, cursor: pageParam, limit: pageSize } }, signal }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** A job, live while it is open: read first, then followed. */
export function useLongJob(id: string | undefined) {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: oneKey(id),
    enabled: id !== undefined,
    queryFn: async ({ signal }) => {
      const job = await unwrap(api.GET('/api/me/jobs/{id}', { params: { path: { id: id ?? '' } }, signal }));
      return newer(client.getQueryData<LongJob>(oneKey(id)), job);
    },
  });
  useFollow(query.data !== undefined && isOpen(query.data));
  return query;
}

export function useCancelJob() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => unwrap(api.POST('/api/me/jobs/{id}/cancel', { params: { path: { id } } })),
    onSuccess: (job) => showJob(client, job),
  });
}

function useFollow(active: boolean) {
  const client = useQueryClient();
  useLongJobStream(
    active,
    (job) => showJob(client, job),
    () => void client.invalidateQueries({ queryKey: longJobsKey }),
  );
}
