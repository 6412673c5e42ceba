import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** An action in words; its own name where there are none yet. */
export function useActionName() {
  const { i18n } = useTranslation('adminAudit');
  return useCallback(
    (action: string) => {
      const text: unknown = i18n.getResource(i18n.language, 'adminAudit', `action.${action}`);
      return typeof text === 'string' ? text : action;
    },
    [i18n],
  );
}
