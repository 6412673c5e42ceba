import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/lib/api/errors';

/**
 * What to tell a person about an error: the text for its code (features add theirs to the namespace `errors`), else the
 * server's own words, else the text for its status.
 */
export function useErrorText() {
  const { i18n } = useTranslation();
  return useCallback(
    (error: unknown): string => {
      const values = error instanceof ApiError ? { ...error.details, context: error.details.window } : {};
      const text = (key: string) =>
        i18n.exists(key, { ns: 'errors' }) ? String(i18n.t(key, { ns: 'errors', ...values })) : '';
      if (!(error instanceof ApiError)) return text('unexpected');
      return (
        text(error.code) ||
        (error.status < 500 && error.message) ||
        text(`http.${error.status}`) ||
        text('unexpected')
      );
    },
    [i18n],
  );
}
