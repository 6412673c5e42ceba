import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate } from 'react-router';
import { ResetForm } from '../access/ResetForm';
import { useLinkToken } from '../access/useLinkToken';
import { AuthCard } from '@/components/AuthCard';
import '../texts/access';

/** How far it has come, in the history's entry: signing out on the way builds the page anew. */
type Progress = { restored?: string; done?: boolean } | null;

export function ResetPasswordPage() {
  const { t } = useTranslation('access');
  const token = useLinkToken();
  const navigate = useNavigate();
  const location = useLocation();
  const { restored, done } = (location.state as Progress) ?? {};
  if (done)
    return (
      <AuthCard title={t('reset.doneTitle')} lead={t('reset.done')}>
        <Button component={Link} to="/sign-in" fullWidth>
          {t('signIn')}
        </Button>
      </AuthCard>
    );
  return (
    <ResetForm
      key={token}
      token={token}
      lead={restored ? t('restore.doneLead', { email: restored }) : t('reset.lead')}
      onDone={() => void navigate('/reset-password', { replace: true, state: { done: true } })}
    />
  );
}

export { ResetPasswordPage as Component };
