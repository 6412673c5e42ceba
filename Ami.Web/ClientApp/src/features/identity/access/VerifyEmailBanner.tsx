import { useTranslation } from 'react-i18next';
import type { UserProfile } from '@/lib/auth/session';
import { ResendButton } from './ResendButton';
import classes from './VerifyEmailBanner.module.css';
import '../texts/access';

/** Stands above every page until the address is confirmed. */
export default function VerifyEmailBanner({ user }: { user: UserProfile }) {
  const { t } = useTranslation('access');
  return (
    <aside className={classes.banner} aria-label={t('verify.title')}>
      {t('banner.text', { email: user.email })}
      <ResendButton variant="default" size="compact-xs" />
    </aside>
  );
}
