import { useTranslation } from 'react-i18next';
import { useFormats } from '@/lib/formats/useFormats';
import type { JobRecord } from '../api/system';
import { spanText, timingText } from './jobTexts';

/** A job's words: its name (its own where there are none), how often it runs, how long it took. */
export function useJobTexts() {
  const { i18n, t } = useTranslation('adminSystem');
  const formats = useFormats();
  return {
    name(job: string) {
      const text: unknown = i18n.getResource(i18n.language, 'adminSystem', `job.${job}`);
      return typeof text === 'string' ? text : job;
    },
    /** As the health page writes it. */
    process: ({ process }: JobRecord) => process.replace(/:(\d+)$/, ' · $1'),
    timing: (timing: string) => timingText(t, formats, timing),
    duration: ({ startedAt, endedAt }: JobRecord) =>
      endedAt === null
        ? t('noValue', { ns: 'common' })
        : spanText(t, formats, (Date.parse(endedAt) - Date.parse(startedAt)) / 1000),
  };
}
