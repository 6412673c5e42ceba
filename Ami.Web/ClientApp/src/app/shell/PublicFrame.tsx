import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Brand } from './Brand';
import { ConnectionBanner } from './ConnectionBanner';
import { LanguageSwitch, ThemeSwitch } from './switches';
import { Main } from './Main';
import classes from './PublicFrame.module.css';

/** The frame of people who are not signed in. */
export default function PublicFrame({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const shop = (
    <>
      <Link to="/courses" className={classes.link}>
        {t('nav.courses')}
      </Link>
      <Link to="/plans" className={classes.link}>
        {t('account.plans')}
      </Link>
    </>
  );
  return (
    <>
      <header className={classes.header}>
        <Brand />
        <div className={classes.actions}>
          <div className={`${classes.links} ${classes.wide}`}>{shop}</div>
          <LanguageSwitch />
          <ThemeSwitch />
          <Button component={Link} to="/sign-in" variant="default" size="xs">
            {t('account.signIn')}
          </Button>
          <Button component={Link} to="/sign-up" size="xs" className={classes.wide}>
            {t('account.signUp')}
          </Button>
        </div>
      </header>
      <Main className={classes.main}>
        <ConnectionBanner />
        {children}
      </Main>
      <footer className={classes.footer}>
        <div className={`${classes.links} ${classes.narrow}`}>{shop}</div>
        <Link to="/privacy" className={classes.link}>
          {t('nav.privacy')}
        </Link>
      </footer>
    </>
  );
}
