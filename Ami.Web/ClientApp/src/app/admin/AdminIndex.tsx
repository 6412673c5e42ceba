import { Navigate } from 'react-router';
import { useUser } from '@/lib/auth/useSession';
import { adminPagesOf } from './adminPages';

/** `/admin` leads to the first page one may see. */
export function AdminIndex() {
  const first = adminPagesOf(useUser()?.permissions ?? [])[0];
  return <Navigate to={first?.to ?? '/'} replace />;
}

export { AdminIndex as Component };
