import type { UseQueryResult } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import { ApiError } from '@/lib/api/errors';
import { ErrorState, RowsSkeleton } from './states';

/** So long a skeleton may stand before it is said that nothing came. */
export const patienceMs = 9_000;

/** A skeleton while there is hope: when nothing has come for a while, what `late` says takes its place, whatever is still being tried. */
export function Waiting({ skeleton, late }: { skeleton: ReactNode; late: () => ReactNode }) {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  return isLate ? late() : skeleton;
}

/** What is told of a read that has neither come nor failed. */
export const noAnswer = new ApiError(0, 'network', 'No answer from the server.');

/** One way for every list: skeleton while loading, error with retry, and what was loaded (kept while it refreshes). */
export function QueryView<T>(props: {
  query: Pick<UseQueryResult<T>, 'data' | 'error' | 'failureReason' | 'refetch'>;
  skeleton?: ReactNode;
  /** Instead of the usual error state. */
  failed?: (error: unknown, retry: () => void) => ReactNode;
  children: (data: T) => ReactNode;
}) {
  const { data, error, failureReason, refetch } = props.query;
  if (data !== undefined) return props.children(data);
  const retry = () => void refetch();
  const failed = (reason: unknown) =>
    props.failed?.(reason, retry) ?? <ErrorState error={reason} onRetry={retry} />;
  if (error) return failed(error);
  return (
    <Waiting skeleton={props.skeleton ?? <RowsSkeleton />} late={() => failed(failureReason ?? noAnswer)} />
  );
}
