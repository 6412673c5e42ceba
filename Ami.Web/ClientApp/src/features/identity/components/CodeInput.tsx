import { TextInput, type TextInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** A code of an authenticator app, or a recovery code. */
export function CodeInput(props: TextInputProps) {
  const { t } = useTranslation('identity');
  return (
    <TextInput
      label={t('confirm.codeLabel')}
      description={t('confirm.codeHint')}
      autoComplete="one-time-code"
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      maxLength={24}
      {...props}
    />
  );
}
