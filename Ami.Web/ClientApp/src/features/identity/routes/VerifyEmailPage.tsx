import { Button, Center, Loader } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ErrorState } from '@/components/states';
import { ApiError } from '@/lib/api/errors';
import { useUser } from '@/lib/auth/useSession';
import { BrokenLink } from '../access/BrokenLink';
import { useLinkToken } from '../access/useLinkToken';
import { useVerifyEmail } from '../api/emailAddress';
import { AuthCard } from '@/components/AuthCard';
import '../texts/access';

function Verification({ token, email }: { token: string; email: string }) {
  const { t } = useTranslation('access');
  const verify = useVerifyEmail();
  const { mutate } = verify;
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current || token === '') return;
    asked.current = true;
    mutate(token);
  }, [mutate, token]);

  if (token === '' || (verify.error instanceof ApiError && !verify.error.isTransient))
    return <BrokenLink to="/account/security" action={t('verify.security')} hint={t('verify.failedHint')} />;
  if (verify.error) return <ErrorState error={verify.error} onRetry={() => mutate(token)} />;
  if (verify.isSuccess)
    return (
      <AuthCard title={t('verify.doneTitle')} lead={t('verify.done', { email })}>
        <Button component={Link} to="/" fullWidth>
          {t('verify.go')}
        </Button>
      </AuthCard>
    );
  return (
    <AuthCard title={t('verify.title')} lead={t('verify.working')}>
      <Center>
        <Loader size="sm" />
      </Center>
    </AuthCard>
  );
}

/** Opened from a mail, perhaps in a browser where nobody is signed in: the account's owner signs in and comes back. */
export function VerifyEmailPage() {
  const { t } = useTranslation('access');
  const token = useLinkToken();
  const user = useUser();
  if (user) return <Verification key={token} token={token} email={user.email} />;
  return (
    <AuthCard title={t('verify.signInTitle')} lead={t('verify.signIn')}>
      <Button component={Link} to="/sign-in?next=/verify-email" fullWidth>
        {t('signIn')}
      </Button>
    </AuthCard>
  );
}

export { VerifyEmailPage as Component };
