import type { UseQueryResult } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Waiting } from './QueryView';
import { RowsSkeleton } from './states';

type Props = {
  queries: readonly Pick<UseQueryResult, 'data' | 'failureReason' | 'error'>[];
  skeleton?: ReactNode;
  children: ReactNode;
};

/**
 * Parts of a page that stand below one another, each with a query of its own: shown once every one has an answer or a failure, or after a
 * while in any case, so that what comes late does not move what is being read.
 */
export function Together({ queries, skeleton = <RowsSkeleton />, children }: Props) {
  const [shown, setShown] = useState(false);
  const settled = queries.every((query) => query.data !== undefined || query.failureReason || query.error);
  if (settled && !shown) setShown(true);
  return shown || settled ? children : <Waiting skeleton={skeleton} late={() => children} />;
}
