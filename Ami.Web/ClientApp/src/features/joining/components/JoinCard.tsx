import { Alert, Anchor, Button, Stack, TextInput } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { AuthCard } from '@/components/AuthCard';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useJoinWaitlist } from '../api/waitlist';
import '../texts';

/** Puts an address on the waitlist. Whoever came by a friend's link counts for that friend. */
export function JoinCard() {
  const { t } = useTranslation('joining');
  const errorText = useErrorText();
  const language = useLanguage();
  const [params] = useSearchParams();
  const join = useJoinWaitlist();
  const form = useForm({
    initialValues: { email: '' },
    validate: { email: (value) => (/^\S+@\S+\.\S+$/.test(value.trim()) ? null : t('join.emailProblem')) },
  });
  const submit = form.onSubmit(({ email }) =>
    join.mutate({ email: email.trim(), language, referral: params.get('ref') }),
  );

  if (join.isSuccess)
    return (
      <AuthCard
        title={t('join.sentTitle')}
        lead={t('join.sent', { email: join.variables.email })}
        footer={t('join.sentHint')}
      >
        <Button variant="default" fullWidth onClick={() => join.reset()}>
          {t('join.other')}
        </Button>
      </AuthCard>
    );

  return (
    <AuthCard
      title={t('join.title')}
      lead={t('join.lead')}
      footer={
        <>
          {t('join.haveInvitation')}{' '}
          <Anchor component={Link} to="/sign-up?invitation=">
            {t('join.toSignUp')}
          </Anchor>
        </>
      }
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {join.error && (
            <Alert color="red" role="alert">
              {errorText(join.error)}
            </Alert>
          )}
          <TextInput
            label={t('email')}
            type="email"
            autoComplete="email"
            required
            withAsterisk={false}
            {...form.getInputProps('email')}
          />
          <Button type="submit" fullWidth loading={join.isPending}>
            {t('join.submit')}
          </Button>
        </Stack>
      </form>
    </AuthCard>
  );
}
