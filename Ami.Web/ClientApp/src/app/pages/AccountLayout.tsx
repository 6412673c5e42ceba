import { useTranslation } from 'react-i18next';
import { NavLink, Outlet } from 'react-router';
import { Page } from '@/components/Page';
import { useFlags } from '@/lib/flags/useFlags';
import classes from './AccountLayout.module.css';

/** The pages about oneself. A page adds its line here and its route in the router. */
const pages = [
  { to: '/account', label: 'account.pages.profile' },
  { to: '/account/security', label: 'account.pages.security' },
  { to: '/account/notifications', label: 'account.pages.notifications', flag: 'module.notifications' },
  { to: '/account/jobs', label: 'account.pages.jobs' },
  { to: '/account/data', label: 'account.pages.data' },
] as const satisfies readonly { to: string; label: string; flag?: string }[];

export function AccountLayout() {
  const { t } = useTranslation();
  const isOn = useFlags();
  return (
    <Page title={t('nav.account')}>
      <nav aria-label={t('account.pages.label')} className={classes.tabs}>
        {pages
          .filter((page) => !('flag' in page) || isOn(page.flag) !== false)
          .map(({ to, label }) => (
            <NavLink key={to} to={to} end className={classes.tab}>
              {t(label)}
            </NavLink>
          ))}
      </nav>
      <Outlet />
    </Page>
  );
}

export { AccountLayout as Component };
