import { Navigate, Outlet, useLocation } from 'react-router';
import { useSession } from '@/lib/auth/useSession';

/** Pages of signed-in people; others sign in first and come back to the same address. */
export function RequireSession() {
  const { status } = useSession();
  const location = useLocation();
  if (status === 'signedIn') return <Outlet />;
  const next = location.pathname + location.search + location.hash;
  return <Navigate to={`/sign-in?next=${encodeURIComponent(next)}`} replace />;
}
