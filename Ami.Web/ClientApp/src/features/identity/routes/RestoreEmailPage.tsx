import { Button, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ApiError } from '@/lib/api/errors';
import { BrokenLink } from '../access/BrokenLink';
import { keepLinkToken, useLinkToken } from '../access/useLinkToken';
import { useRestoreEmail } from '../api/emailAddress';
import { AuthCard } from '@/components/AuthCard';
import { FormAlert } from '../components/FormAlert';
import '../texts/access';

/** Takes an account back that was moved to another address, and goes on to a new password. */
export function RestoreEmailPage() {
  const { t } = useTranslation('access');
  const token = useLinkToken();
  const navigate = useNavigate();
  const restore = useRestoreEmail(({ email, resetToken }) => {
    keepLinkToken('/reset-password', resetToken);
    void navigate('/reset-password', { replace: true, state: { restored: email } });
  });
  if (token === '' || (restore.error instanceof ApiError && restore.error.code === 'auth.link_invalid'))
    return <BrokenLink to="/forgot-password" action={t('reset.ask')} />;
  return (
    <AuthCard title={t('restore.title')} lead={t('restore.lead')}>
      <Stack gap="md">
        <FormAlert error={restore.error} fields={[]} />
        <Button fullWidth loading={restore.isPending} onClick={() => restore.mutate(token)}>
          {t('restore.submit')}
        </Button>
      </Stack>
    </AuthCard>
  );
}

export { RestoreEmailPage as Component };
