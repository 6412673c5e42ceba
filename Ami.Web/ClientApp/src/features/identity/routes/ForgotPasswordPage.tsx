import { Anchor, Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useForgotPassword } from '../api/password';
import { AuthCard } from '@/components/AuthCard';
import { useFieldErrors } from '../components/fieldErrors';
import { FormAlert } from '../components/FormAlert';
import { looksLikeEmail } from '../components/rules';
import '../texts';
import '../texts/access';

export function ForgotPasswordPage() {
  const { t } = useTranslation(['access', 'identity']);
  const forgot = useForgotPassword();
  const fieldErrors = useFieldErrors();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '' },
    validate: {
      email: (value) => (looksLikeEmail(value) ? null : t('problems.email', { ns: 'identity' })),
    },
  });
  const back = (
    <Anchor component={Link} to="/sign-in">
      {t('backToSignIn')}
    </Anchor>
  );

  if (forgot.isSuccess)
    return (
      <AuthCard
        title={t('forgot.sentTitle')}
        lead={`${t('forgot.sent', { email: forgot.variables })} ${t('checkSpam')}`}
        footer={back}
      >
        <Button variant="default" fullWidth onClick={() => forgot.reset()}>
          {t('forgot.again')}
        </Button>
      </AuthCard>
    );

  const submit = form.onSubmit(({ email }) =>
    forgot.mutate(email.trim(), { onError: (error) => form.setErrors(fieldErrors(error)) }),
  );
  return (
    <AuthCard title={t('forgot.title')} lead={t('forgot.lead')} footer={back}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <FormAlert error={forgot.error} fields={['email']} />
          <TextInput
            label={t('email', { ns: 'identity' })}
            type="email"
            autoComplete="username"
            key={form.key('email')}
            {...form.getInputProps('email')}
          />
          <Button type="submit" fullWidth loading={forgot.isPending}>
            {t('forgot.submit')}
          </Button>
        </Stack>
      </form>
    </AuthCard>
  );
}

export { ForgotPasswordPage as Component };
