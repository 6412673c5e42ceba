import { Loader, Stack, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { ApiError } from '@/lib/api/errors';
import { session } from '@/lib/auth/session';
import { withParam } from '@/lib/urlState';
import { finishSignIn } from '../providers/api';
import '../providers/texts';

/** Where a provider's answer leads: finishes signing in, and the frame goes on to `next`. What goes wrong is said on the sign-in page. */
export function SignInDonePage() {
  const { t } = useTranslation('providers');
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const begun = useRef(false);

  useEffect(() => {
    // The arrival is good once, and effects run twice in development.
    if (begun.current) return;
    begun.current = true;
    finishSignIn().then(session.signedIn, (error: unknown) => {
      const code = error instanceof ApiError ? error.code : 'auth.oauth_provider_failed';
      const search =
        code === 'auth.second_factor_required'
          ? withParam(params, 'step', 'code')
          : withParam(params, 'problem', code);
      void navigate({ pathname: '/sign-in', search: search.toString() }, { replace: true });
    });
  }, [navigate, params]);

  return (
    <Stack align="center" gap="sm" p="xl" role="status">
      <title>{`${t('finishing')} · AMI`}</title>
      <Loader size="sm" />
      <Text c="dimmed">{t('finishing')}</Text>
    </Stack>
  );
}

export { SignInDonePage as Component };
