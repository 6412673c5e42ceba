import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import '@mantine/core/styles/PasswordInput.css';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { Dialog } from '@/components/Dialog';
import { toast } from '@/components/toasts';
import type { UserProfile } from '@/lib/auth/session';
import { useChangePassword } from '../api/password';
import { useFieldErrors } from '../components/fieldErrors';
import { FormAlert } from '../components/FormAlert';
import { passwordLength } from '../components/rules';
import { NewPasswordInput } from './NewPasswordInput';
import '../texts';
import '../texts/access';

export function ChangePasswordDialog({ user, onClose }: { user: UserProfile; onClose: () => void }) {
  const { t } = useTranslation(['access', 'identity']);
  const change = useChangePassword();
  const fieldErrors = useFieldErrors();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { currentPassword: '', password: '' },
    validate: {
      currentPassword: (value) =>
        user.hasPassword && value === '' ? t('problems.passwordRequired', { ns: 'identity' }) : null,
      password: (value) =>
        value.length < passwordLength
          ? t('problems.passwordShort', { ns: 'identity', count: passwordLength })
          : null,
    },
  });
  const submit = form.onSubmit(({ currentPassword, password }) =>
    change.mutate(user.hasPassword ? { currentPassword, password } : { password }, {
      onSuccess() {
        toast(t('password.changed'));
        onClose();
      },
      onError: (error) => form.setErrors(fieldErrors(error)),
    }),
  );
  return (
    <Dialog opened onClose={onClose} title={user.hasPassword ? t('password.change') : t('password.set')}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <FormAlert error={change.error} fields={['currentPassword', 'password']} />
          <input type="text" autoComplete="username" value={user.email} readOnly hidden />
          {user.hasPassword && (
            <PasswordInput
              label={t('currentPassword')}
              autoComplete="current-password"
              data-autofocus
              visibilityToggleButtonProps={{ 'aria-label': t('showPassword', { ns: 'identity' }) }}
              key={form.key('currentPassword')}
              {...form.getInputProps('currentPassword')}
            />
          )}
          <NewPasswordInput key={form.key('password')} {...form.getInputProps('password')} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={change.isPending}>
              {t('password.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
