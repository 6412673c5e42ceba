import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, Outlet, useLocation } from 'react-router';
import { Page } from '@/components/Page';
import { useCurrentInView } from '@/components/useCurrentInView';
import { useFlags } from '@/lib/flags/useFlags';
import { accountPages } from '../accountPages';
import classes from './AccountLayout.module.css';

export function AccountLayout() {
  const { t } = useTranslation();
  const isOn = useFlags();
  const tabs = useRef<HTMLElement>(null);
  useCurrentInView(tabs, useLocation().pathname);
  return (
    <Page title={t('nav.account')}>
      <nav ref={tabs} aria-label={t('account.pages.label')} className={classes.tabs}>
        {accountPages
          .filter((page) => !('flag' in page) || isOn(page.flag) !== false)
          .map(({ to, label }) => (
            <NavLink key={to} to={to} end className={classes.tab}>
              {t(label)}
            </NavLink>
          ))}
      </nav>
      <div className={classes.content}>
        <Outlet />
      </div>
    </Page>
  );
}

export { AccountLayout as Component };
