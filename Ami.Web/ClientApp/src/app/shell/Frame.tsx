import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet, ScrollRestoration } from 'react-router';
import { RowsSkeleton } from '@/components/states';
import { useSession } from '@/lib/auth/useSession';
import { PublicFrame, Shell } from '../firstPage';
import { Splash } from '../session/Splash';
import { useSessionEffects } from '../session/useSessionEffects';
import classes from './Frame.module.css';

/** The outermost route: chooses the frame by who is signed in. */
export function Frame() {
  const { t } = useTranslation();
  const session = useSession();
  useSessionEffects();
  if (session.status === 'unknown' || session.status === 'unreachable') return <Splash />;
  const page = (
    <Suspense fallback={<RowsSkeleton />}>
      <Outlet />
    </Suspense>
  );
  return (
    <>
      <a href="#main" className={classes.skip}>
        {t('skip')}
      </a>
      <Suspense fallback={<Splash />}>
        {session.status === 'signedIn' ? (
          // Another person is another frame: no socket or half-filled form of one stays for the next.
          <Shell key={session.answer.user.id} user={session.answer.user}>
            {page}
          </Shell>
        ) : (
          <PublicFrame>{page}</PublicFrame>
        )}
      </Suspense>
      <ScrollRestoration />
    </>
  );
}
