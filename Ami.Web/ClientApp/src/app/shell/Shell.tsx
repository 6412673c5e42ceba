import { Kbd, UnstyledButton } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { Icon } from '@/components/Icon';
import { later, whenIdle } from '@/components/later';
import { RowsSkeleton } from '@/components/states';
import type { UserProfile } from '@/lib/auth/session';
import { useFlags } from '@/lib/flags/useFlags';
import { useSession } from '@/lib/auth/useSession';
import { isAt, navigation } from '../navigation';
import { QuotaBanner } from '../quota/QuotaBanner';
import { AccountMenu } from './AccountMenu';
import { Brand } from './Brand';
import { ConnectionBanner } from './ConnectionBanner';
import { Main } from './Main';
import classes from './Shell.module.css';

const AdminNav = lazy(() => import('../admin/AdminNav'));
const Bell = lazy(() => import('@/features/notifications/components/Bell'));
const AnnouncementBanner = lazy(() => import('@/features/news/components/AnnouncementBanner'));
const VerifyEmailBanner = lazy(() => import('@/features/identity/access/VerifyEmailBanner'));
// It speaks of orders: its words need not be there for the first paint.
const FillToasts = lazy(() => import('./FillToasts'));
const ImpersonationBanner = lazy(() => import('../admin/ImpersonationBanner'));

const CommandPalette = later(() => import('../palette/CommandPalette'));

const isMac = () => /mac|iphone|ipad/i.test(navigator.userAgent);

/** The frame of signed-in people: navigation on the left, or at the bottom on a phone; search and account on top. */
export default function Shell({ user, children }: { user: UserProfile; children: ReactNode }) {
  const { t } = useTranslation();
  const [searching, setSearching] = useState(false);
  const { pathname } = useLocation();
  const inAdmin = pathname === '/admin' || pathname.startsWith('/admin/');
  const isOn = useFlags();
  const { own } = useSession();
  useHotkeys([['mod+K', () => setSearching(true)]], []);
  useEffect(() => whenIdle(CommandPalette.load), []);

  return (
    <div className={classes.shell}>
      <header className={classes.header}>
        <div className={classes.brand}>
          <Brand />
        </div>
        <UnstyledButton
          className={classes.search}
          onClick={() => setSearching(true)}
          onPointerEnter={CommandPalette.load}
          onFocus={CommandPalette.load}
          aria-keyshortcuts="Control+K Meta+K"
        >
          <Icon name="search" size={16} />
          <span className={classes.searchText}>{t('search')}</span>
          <Kbd size="xs" className={classes.searchKey} aria-hidden="true">
            {isMac() ? '⌘ K' : 'Ctrl K'}
          </Kbd>
        </UnstyledButton>
        <Suspense fallback={<span className={classes.bell} />}>
          {isOn('module.notifications') === undefined ? (
            <span className={classes.bell} />
          ) : (
            isOn('module.notifications') && <Bell />
          )}
        </Suspense>
        <AccountMenu user={user} />
      </header>
      <nav aria-label={t('nav.label')} className={classes.nav}>
        {inAdmin ? (
          <Suspense>
            <AdminNav user={user} />
          </Suspense>
        ) : (
          <div className={classes.strip}>
            {navigation
              .filter(({ flag }) => flag === null || isOn(flag) !== false)
              .map((place) => (
                <Link
                  key={place.to}
                  to={place.to}
                  className={classes.link}
                  aria-current={isAt(place, pathname) ? 'page' : undefined}
                >
                  <Icon name={place.icon} size={18} />
                  {t(place.label)}
                </Link>
              ))}
          </div>
        )}
      </nav>
      <Main className={classes.main}>
        {/* What stands above a page comes with it: later, it would push it down. */}
        <Suspense fallback={<RowsSkeleton />}>
          {own && <ImpersonationBanner user={user} />}
          <ConnectionBanner />
          <QuotaBanner />
          {isOn('module.growth') !== false && <AnnouncementBanner />}
          {!own && !user.emailConfirmed && <VerifyEmailBanner user={user} />}
          {children}
        </Suspense>
      </Main>
      <Suspense>{isOn('module.paper-trading') && <FillToasts />}</Suspense>
      {searching && <CommandPalette onClose={() => setSearching(false)} />}
    </div>
  );
}
