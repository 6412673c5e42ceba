import { Button, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/lib/api/errors';
import { useResetPassword } from '../api/password';
import { AuthCard } from '@/components/AuthCard';
import { useFieldErrors } from '../components/fieldErrors';
import { FormAlert } from '../components/FormAlert';
import { passwordLength } from '../components/rules';
import { BrokenLink } from './BrokenLink';
import { NewPasswordInput } from './NewPasswordInput';
import '../texts/access';

/** Chooses a new password with the secret of a mailed link. */
export function ResetForm({ token, lead, onDone }: { token: string; lead: string; onDone: () => void }) {
  const { t } = useTranslation(['access', 'identity']);
  const reset = useResetPassword(onDone);
  const fieldErrors = useFieldErrors();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { password: '' },
    validate: {
      password: (value) =>
        value.length < passwordLength
          ? t('problems.passwordShort', { ns: 'identity', count: passwordLength })
          : null,
    },
  });

  if (token === '' || (reset.error instanceof ApiError && reset.error.code === 'auth.link_invalid'))
    return <BrokenLink to="/forgot-password" action={t('reset.ask')} />;

  const submit = form.onSubmit(({ password }) =>
    reset.mutate({ token, password }, { onError: (error) => form.setErrors(fieldErrors(error)) }),
  );
  return (
    <AuthCard title={t('reset.title')} lead={lead}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <FormAlert error={reset.error} fields={['password']} />
          <NewPasswordInput key={form.key('password')} {...form.getInputProps('password')} />
          <Button type="submit" fullWidth loading={reset.isPending}>
            {t('reset.submit')}
          </Button>
        </Stack>
      </form>
    </AuthCard>
  );
}
