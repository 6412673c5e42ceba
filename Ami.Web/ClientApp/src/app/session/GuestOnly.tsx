import { Navigate, Outlet, useSearchParams } from 'react-router';
import { safeReturnPath } from '@/lib/auth/returnPath';
import { useSession } from '@/lib/auth/useSession';

/** Sign-in pages: whoever is signed in (from here or another tab) goes on to where they wanted. */
export function GuestOnly() {
  const { status } = useSession();
  const [params] = useSearchParams();
  return status === 'signedIn' ? <Navigate to={safeReturnPath(params.get('next'))} replace /> : <Outlet />;
}
