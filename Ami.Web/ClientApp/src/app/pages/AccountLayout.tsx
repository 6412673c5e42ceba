import { useTranslation } from 'react-i18next';
import { NavLink, Outlet } from 'react-router';
import { Page } from '@/components/Page';
import { accountPages } from '../accountPages';
import classes from './AccountLayout.module.css';

export function AccountLayout() {
  const { t } = useTranslation();
  return (
    <Page title={t('nav.account')}>
      <nav aria-label={t('account.pages.label')} className={classes.tabs}>
        {accountPages.map(({ to, label }) => (
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
