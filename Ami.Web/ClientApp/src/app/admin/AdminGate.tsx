import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation } from 'react-router';
import { Page } from '@/components/Page';
import { useUser } from '@/lib/auth/useSession';
import { adminPages, adminPagesOf } from './adminPages';
import './texts';

/** Staff only, and each page only with its permission: a kind word instead of a page full of refusals. */
export function AdminGate() {
  const { t } = useTranslation('admin');
  const { pathname } = useLocation();
  const user = useUser();
  const permissions = user?.permissions ?? [];
  const page = adminPages.find(({ to }) => pathname === to || pathname.startsWith(`${to}/`));
  const allowed = page ? permissions.includes(page.permission) : adminPagesOf(permissions).length > 0;
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
