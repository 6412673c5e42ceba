import { Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import '@mantine/core/styles/PasswordInput.css';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { browserTimeZone } from '@/lib/formats/useFormats';
import { useLanguage } from '@/lib/i18n/useLanguage';
import { useSignUp } from '../api/signUp';
import { AuthCard } from '@/components/AuthCard';
import { useFieldErrors } from '../components/fieldErrors';
import { FormAlert } from '../components/FormAlert';
import { looksLikeEmail, nameLength, passwordLength } from '../components/rules';
import { ProviderButtons } from '../providers/ProviderButtons';
import '../texts';
import '../texts/access';

/** @param asksInvitation Whether one needs an invitation: then there is a field for its code. */
export function SignUpPage({ asksInvitation = false }: { asksInvitation?: boolean }) {
  const { t } = useTranslation(['identity', 'access']);
  const language = useLanguage();
  const [params] = useSearchParams();
  const signUp = useSignUp();
  const fieldErrors = useFieldErrors();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { displayName: '', email: '', password: '', invitation: params.get('invitation') ?? '' },
    validate: {
      displayName: (value) =>
        value.trim() === ''
          ? t('problems.displayName')
          : value.trim().length > nameLength
            ? t('problems.displayNameLong', { count: nameLength })
            : null,
      email: (value) => (looksLikeEmail(value) ? null : t('problems.email')),
      password: (value) =>
        value.length < passwordLength ? t('problems.passwordShort', { count: passwordLength }) : null,
    },
  });

  const submit = form.onSubmit(({ displayName, email, password, invitation }) =>
    signUp.mutate(
      {
        displayName: displayName.trim(),
        email: email.trim(),
        password,
        language,
        timeZone: browserTimeZone(),
        invitation: invitation.trim() || null,
      },
      { onError: (error) => form.setErrors(fieldErrors(error)) },
    ),
  );

  if (signUp.isSuccess && signUp.data === null)
    return (
      <AuthCard
        title={t('signUpSent.title', { ns: 'access' })}
        lead={t('signUpSent.lead', { ns: 'access', email: signUp.variables.email })}
        footer={t('checkSpam', { ns: 'access' })}
      >
        <Button variant="default" fullWidth onClick={() => signUp.reset()}>
          {t('signUpSent.other', { ns: 'access' })}
        </Button>
      </AuthCard>
    );

  return (
    <AuthCard
      title={t('signUp.title')}
      lead={t('signUp.lead')}
      footer={
        <>
          {t('signUp.haveAccount')}{' '}
          <Anchor component={Link} to={{ pathname: '/sign-in', search: params.toString() }}>
            {t('signUp.toSignIn')}
          </Anchor>
        </>
      }
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <FormAlert error={signUp.error} fields={['displayName', 'email', 'password']} />
          {asksInvitation && (
            <TextInput
              label={t('signUp.invitation')}
              description={t('signUp.invitationHint')}
              autoComplete="off"
              maxLength={40}
              key={form.key('invitation')}
              {...form.getInputProps('invitation')}
            />
          )}
          <TextInput
            label={t('displayName')}
            autoComplete="name"
            required
            withAsterisk={false}
            key={form.key('displayName')}
            {...form.getInputProps('displayName')}
          />
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
            description={t('newPasswordHint', { ns: 'access', count: passwordLength })}
            autoComplete="new-password"
            required
            withAsterisk={false}
            visibilityToggleButtonProps={{ 'aria-label': t('showPassword') }}
            key={form.key('password')}
            {...form.getInputProps('password')}
          />
          <Button type="submit" fullWidth loading={signUp.isPending}>
            {t('signUp.submit')}
          </Button>
          <Anchor component={Link} to="/privacy" size="xs">
            {t('signUp.privacy')}
          </Anchor>
        </Stack>
      </form>
      <ProviderButtons among={(provider) => provider.makesAccounts} />
    </AuthCard>
  );
}
