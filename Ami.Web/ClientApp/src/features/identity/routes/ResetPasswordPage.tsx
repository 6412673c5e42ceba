import { useTranslation } from 'react-i18next';
import { ResetForm } from '../access/ResetForm';
import { useLinkToken } from '../access/useLinkToken';
import '../texts/access';

export function ResetPasswordPage() {
  const { t } = useTranslation('access');
  const token = useLinkToken();
  return <ResetForm key={token} token={token} lead={t('reset.lead')} />;
}

export { ResetPasswordPage as Component };
