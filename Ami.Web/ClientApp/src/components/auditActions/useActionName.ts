import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { addTexts } from '@/lib/i18n';
import { actions as en } from './en';
import { actions as es } from './es';

addTexts('auditActions', { en, es });

/** An audited action in words; its own name where there are none yet. */
export function useActionName() {
  const { i18n } = useTranslation();
  return useCallback(
    (action: string) => {
      const text: unknown = i18n.getResource(i18n.language, 'auditActions', action);
      return typeof text === 'string' ? text : action;
    },
    [i18n],
  );
}
