import { Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import '@mantine/core/styles/PasswordInput.css';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { ApiError } from '@/lib/api/errors';
import { useSignIn } from '../api/signIn';
import { AuthCard } from '@/components/AuthCard';
import { useFieldErrors } from '../components/fieldErrors';
import { FormAlert } from '../components/FormAlert';
import { looksLikeEmail } from '../components/rules';
import { SecondStep } from '../components/SecondStep';
import { ProviderButtons } from '../providers/ProviderButtons';
import { ReturnProblem } from '../providers/ReturnProblem';
import '../texts';
import '../texts/access';

/** Who is signed in does not see this page: the app's frame sends them to `next`, also when that happens in another tab. */
export function SignInPage() {
  const { t } = useTranslation(['identity', 'access']);
  const [params, setParams] = useSearchParams();
  const signIn = useSignIn();
  const fieldErrors = useFieldErrors();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '', password: '' },
    validate: {
      email: (value) => (looksLikeEmail(value) ? null : t('problems.email')),
      password: (value) => (value === '' ? t('problems.passwordRequired') : null),
    },
  });

  /** Also where an OAuth provider's answer leads when a code is needed. */
  const goToStep = (step: 'code' | null) => {
    signIn.reset();
    setParams((given) => {
      const next = new URLSearchParams(given);
      if (step) next.set('step', step);
      else next.delete('step');
      return next;
    });
  };

  const submit = form.onSubmit((values) =>
    signIn.mutate(
      { email: values.email.trim(), password: values.password },
      {
        onError(error) {
          if (error instanceof ApiError && error.code === 'auth.second_factor_required') goToStep('code');
          else form.setErrors(fieldErrors(error));
        },
      },
    ),
  );

  if (params.get('step') === 'code') return <SecondStep onBack={() => goToStep(null)} />;

  return (
    <AuthCard
      title={t('signIn.title')}
      lead={params.has('next') ? t('signIn.expired') : t('signIn.lead')}
      footer={
        <>
          {t('signIn.noAccount')}{' '}
          <Anchor component={Link} to={{ pathname: '/sign-up', search: params.toString() }}>
            {t('signIn.toSignUp')}
          </Anchor>
        </>
      }
    >
      <ReturnProblem />
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <FormAlert error={signIn.error} fields={['email', 'password']} />
          <TextInput
            label={t('email')}
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            key={form.key('email')}
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label={t('password')}
            autoComplete="current-password"
            required
            withAsterisk={false}
            visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
            key={form.key('password')}
            {...form.getInputProps('password')}
          />
          <Anchor component={Link} to="/forgot-password" size="sm">
            {t('forgot.link', { ns: 'access' })}
          </Anchor>
          <Button type="submit" fullWidth loading={signIn.isPending}>
            {t('signIn.submit')}
          </Button>
        </Stack>
      </form>
      <ProviderButtons />
    </AuthCard>
  );
}

export { SignInPage as Component };
