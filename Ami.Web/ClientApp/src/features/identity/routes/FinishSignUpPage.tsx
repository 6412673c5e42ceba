import { Button, PasswordInput, Stack } from '@mantine/core';
import '@mantine/core/styles/PasswordInput.css';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { ApiError } from '@/lib/api/errors';
import { BrokenLink } from '../access/BrokenLink';
import { useLinkToken } from '../access/useLinkToken';
import { useFinishSignUp } from '../api/signUp';
import { AuthCard } from '@/components/AuthCard';
import { useFieldErrors } from '../components/fieldErrors';
import { FormAlert } from '../components/FormAlert';
import '../texts';
import '../texts/access';

/** Makes the account of a sign-up, by the mailed link and the password that was chosen. */
export function FinishSignUpPage() {
  const { t } = useTranslation(['access', 'identity']);
  const token = useLinkToken();
  const navigate = useNavigate();
  const finish = useFinishSignUp();
  const fieldErrors = useFieldErrors();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { password: '' },
    validate: {
      password: (value) => (value === '' ? t('problems.passwordRequired', { ns: 'identity' }) : null),
    },
  });

  if (token === '' || (finish.error instanceof ApiError && finish.error.code === 'auth.link_invalid'))
    return <BrokenLink text={t('finish.broken')} to="/sign-up" action={t('finish.again')} />;

  const submit = form.onSubmit(({ password }) =>
    finish.mutate(
      { token, password },
      {
        onSuccess: () => void navigate('/', { replace: true }),
        onError: (error) => form.setErrors(fieldErrors(error)),
      },
    ),
  );
  return (
    <AuthCard title={t('finish.title')} lead={t('finish.lead')}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <FormAlert error={finish.error} fields={['password']} />
          <PasswordInput
            label={t('password', { ns: 'identity' })}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': t('showPassword', { ns: 'identity' }) }}
            key={form.key('password')}
            {...form.getInputProps('password')}
          />
          <Button type="submit" fullWidth loading={finish.isPending}>
            {t('finish.submit')}
          </Button>
        </Stack>
      </form>
    </AuthCard>
  );
}

export { FinishSignUpPage as Component };
