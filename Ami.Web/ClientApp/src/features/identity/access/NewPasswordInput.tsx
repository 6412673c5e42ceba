import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import '@mantine/core/styles/PasswordInput.css';
import { useTranslation } from 'react-i18next';
import { passwordLength } from '../components/rules';
import '../texts';
import '../texts/access';

export function NewPasswordInput(props: PasswordInputProps) {
  const { t } = useTranslation(['access', 'identity']);
  return (
    <PasswordInput
      label={t('newPassword')}
      description={t('newPasswordHint', { count: passwordLength })}
      autoComplete="new-password"
      visibilityToggleButtonProps={{ 'aria-label': t('showPassword', { ns: 'identity' }) }}
      {...props}
    />
  );
}
