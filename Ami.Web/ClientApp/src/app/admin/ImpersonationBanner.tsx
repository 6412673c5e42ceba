import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Icon } from '@/components/Icon';
import { toast } from '@/components/toasts';
import { noteImpersonationStopped } from '@/features/admin/users/api/user';
import { session, type UserProfile } from '@/lib/auth/session';
import { useSession } from '@/lib/auth/useSession';
import { useFormats } from '@/lib/formats/useFormats';
import classes from './ImpersonationBanner.module.css';
import './texts';

/** Says on every page that one sees AMI as somebody else, until when, and ends it. */
export default function ImpersonationBanner({ user }: { user: UserProfile }) {
  const { t } = useTranslation('admin');
  const formats = useFormats();
  const navigate = useNavigate();
  const { answer } = useSession();
  const until = answer?.expiresAt ?? '';

  useEffect(() => {
    const timer = setTimeout(
      () => {
        session.stopImpersonating();
        toast(t('impersonation.over'));
        void navigate(`/admin/users/${user.id}`);
      },
      Math.max(0, Date.parse(until) - Date.now()),
    );
    return () => clearTimeout(timer);
  }, [until, user.id, navigate, t]);

  async function stop() {
    session.stopImpersonating();
    await navigate(`/admin/users/${user.id}`);
    await noteImpersonationStopped(user.id);
  }

  return (
    <div className={classes.banner} role="status">
      <Icon name="shield" size={16} />
      <span className={classes.text}>
        {t('impersonation.banner', {
          name: user.displayName,
          email: user.email,
          time: formats.shortTime(until),
        })}
      </span>
      <Button size="compact-sm" variant="default" onClick={() => void stop()}>
        {t('impersonation.stop')}
      </Button>
    </div>
  );
}
