import { lazy, Suspense, useSyncExternalStore } from 'react';
import { quotaPause } from '@/lib/api/quotaPause';

const QuotaNotice = lazy(() => import('./QuotaNotice'));

/** Where the notice appears while the plan's quota is used up; announced without interrupting. */
export function QuotaBanner() {
  const pause = useSyncExternalStore(quotaPause.subscribe, () => quotaPause.current);
  return (
    <div role="status" aria-live="polite">
      {pause && (
        <Suspense>
          <QuotaNotice pause={pause} />
        </Suspense>
      )}
    </div>
  );
}
