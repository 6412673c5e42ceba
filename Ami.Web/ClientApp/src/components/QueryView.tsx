import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState, RowsSkeleton } from './states';

/** One way for every list: skeleton while loading, error with retry, and what was loaded (kept while it refreshes). */
export function QueryView<T>(props: {
  query: Pick<UseQueryResult<T>, 'data' | 'error' | 'isPending' | 'refetch'>;
  skeleton?: ReactNode;
  /** Instead of the usual error state. */
  failed?: (error: unknown, retry: () => void) => ReactNode;
  children: (data: T) => ReactNode;
}) {
  const { data, error, refetch } = props.query;
  if (data !== undefined) return props.children(data);
  const retry = () => void refetch();
  if (error) return props.failed?.(error, retry) ?? <ErrorState error={error} onRetry={retry} />;
  return props.skeleton ?? <RowsSkeleton />;
}
