import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation } from 'react-router';
import { Page } from '@/components/Page';
import { useUser } from '@/lib/auth/useSession';
import { adminPages, isStaff } from './adminPages';
import './texts';

/** Staff only, and each page only for its roles: a kind word instead of a page full of refusals. */
export function AdminGate() {
  const { t } = useTranslation('admin');
  const { pathname } = useLocation();
  const user = useUser();
  const roles = user?.roles ?? [];
  const page = adminPages.find(({ to }) => pathname === to || pathname.startsWith(`${to}/`));
  const allowed = page ? page.roles.some((role) => roles.includes(role)) : isStaff(roles);
  if (user?.isStaffOnHold)
    return (
      <Page title={t('onHold.title')} lead={t('onHold.lead')}>
        <Button component={Link} to="/account/security">
          {t('onHold.action')}
        </Button>
      </Page>
    );
  if (allowed) return <Outlet />;
  return (
    <Page title={t('forbidden.title')} lead={t('forbidden.lead')}>
      <Button component={Link} to="/" variant="default">
        {t('back')}
      </Button>
    </Page>
  );
}

export { AdminGate as Component };
