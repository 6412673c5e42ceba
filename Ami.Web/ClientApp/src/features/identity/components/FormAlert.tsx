import { Alert } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/Icon';
import { ApiError } from '@/lib/api/errors';
import { useErrorText } from '@/lib/i18n/useErrorText';
import '../texts';

/** What the server refused and no field shows. */
export function FormAlert({ error, fields }: { error: unknown; fields: readonly string[] }) {
  const { t } = useTranslation('identity');
  const errorText = useErrorText();
  if (!error) return null;
  const shownAtFields = error instanceof ApiError && fields.some((field) => field in error.fields);
  if (shownAtFields) return null;
  return (
    <Alert color="red" variant="light" role="alert" icon={<Icon name="alert" />} title={t('problems.form')}>
      {errorText(error)}
    </Alert>
  );
}
