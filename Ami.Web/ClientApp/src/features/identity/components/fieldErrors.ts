import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/lib/api/errors';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { nameLength, passwordLength } from './rules';

/** The server's refusals per form field, in the person's language where we have words for them. */
export function useFieldErrors() {
  const { t } = useTranslation('identity');
  const errorText = useErrorText();
  return useCallback(
    (error: unknown): Record<string, string> => {
      if (!(error instanceof ApiError)) return {};
      const own: Record<string, string> = {
        email: t('problems.email'),
        password: t('problems.password', { count: passwordLength }),
        displayName: t('problems.displayNameLong', { count: nameLength }),
        timeZone: t('problems.timeZone'),
      };
      return Object.fromEntries(
        Object.entries(error.fields).map(([field, messages]) => [
          field,
          error.code === 'auth.invalid_fields' ? (own[field] ?? messages[0] ?? '') : errorText(error),
        ]),
      );
    },
    [t, errorText],
  );
}
