import { useTranslation } from 'react-i18next';
import { ApiError } from '@/lib/api/errors';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import type { LongJob } from '@/lib/longJobs/longJobs';
import './texts';

/** A job's words: its kind and what it does (their own names where there are none), and why it failed. */
export function useLongJobTexts() {
  const { i18n, t } = useTranslation('longJobs');
  const formats = useFormats();
  const errorText = useErrorText();
  const text = (key: string, values: Record<string, string>) =>
    i18n.exists(key, { ns: 'longJobs' }) ? String(i18n.t(key as never, { ns: 'longJobs', ...values })) : null;
  return {
    kind: (kind: string) => text(`kind.${kind}`, {}) ?? kind,
    doing({ state, progress, cancelRequested }: LongJob) {
      if (state === 'queued') return t('waiting');
      if (cancelRequested) return t('cancelling');
      if (!progress) return t('starting');
      const figures = Object.entries(progress.figures ?? {}).map(([name, value]) => [
        name,
        formats.integer(value),
      ]);
      const words = text(`doing.${progress.code}`, Object.fromEntries(figures)) ?? progress.code;
      return `${t('step', { step: progress.step, steps: progress.steps })}: ${words}`;
    },
    error: ({ error }: LongJob) => error && errorText(new ApiError(409, error.code, error.message)),
  };
}
