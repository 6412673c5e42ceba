import { Outlet } from 'react-router';
import { useFlags } from '@/lib/flags/useFlags';
import { NotFoundPage } from '../pages/NotFoundPage';

/** The pages of a module: where it is off there is nothing at their addresses. */
export function ModuleRoute({ flag }: { flag: string }) {
  const on = useFlags()(flag);
  return on === false ? <NotFoundPage /> : on && <Outlet />;
}
