import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '@/lib/formats/useFormats';
import type { Figure } from '../api/system';

/** Figures that are times, in seconds. */
const times: readonly string[] = ['core.outbox_lag', 'market.feed_lag'];

/** A figure's words, its own name where there are none, and its value with unit. */
export function useFigureText() {
  const { i18n, t } = useTranslation('adminSystem');
  const formats = useFormats();
  const name = useCallback(
    (figure: string) => {
      const text: unknown = i18n.getResource(i18n.language, 'adminSystem', `figure.${figure}`);
      return typeof text === 'string' ? text : figure;
    },
    [i18n],
  );
  const value = useCallback(
    (figure: Pick<Figure, 'name' | 'value'>) =>
      times.includes(figure.name)
        ? t('seconds', { value: formats.quantity(figure.value, 1) })
        : formats.integer(figure.value),
    [formats, t],
  );
  return { name, value };
}
