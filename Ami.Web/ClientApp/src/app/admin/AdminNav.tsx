import { useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, NavLink, useLocation } from 'react-router';
import { Icon } from '@/components/Icon';
import { useCurrentInView } from '@/components/useCurrentInView';
import type { UserProfile } from '@/lib/auth/session';
import classes from '../shell/Shell.module.css';
import { isAt } from '../navigation';
import { adminPagesOf } from './adminPages';
import './texts';

/** Takes the place of the usual navigation while one is in the admin area. */
export default function AdminNav({ user }: { user: UserProfile }) {
  const { t } = useTranslation('admin');
  const strip = useRef<HTMLDivElement>(null);
  const { pathname } = useLocation();
  useCurrentInView(strip, pathname);
  // On a wide screen they stand below each other, more than fit.
  useLayoutEffect(() => {
    strip.current
      ?.querySelector('[aria-current="page"]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [pathname]);
  return (
    <div
      ref={strip}
      className={classes.strip}
      // The browser leaves a link that is half in sight where it is.
      onFocus={(event) => event.target.scrollIntoView({ block: 'nearest', inline: 'nearest' })}
    >
      <NavLink to="/" end className={classes.link}>
        <Icon name="chevronLeft" size={18} />
        {t('back')}
      </NavLink>
      {adminPagesOf(user.permissions).map((page) => (
        <Link
          key={page.to}
          to={page.to}
          className={classes.link}
          aria-current={isAt(page, pathname) ? 'page' : undefined}
        >
          <Icon name={page.icon} size={18} />
          {t(page.label)}
        </Link>
      ))}
    </div>
  );
}
