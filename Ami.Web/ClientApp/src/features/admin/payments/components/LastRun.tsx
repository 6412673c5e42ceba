import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '@/lib/formats/useFormats';
import type { RunLine } from '../api/books';

/** How the last comparison of the books went. */
export function LastRun({ run }: { run: RunLine | undefined }) {
  const { t } = useTranslation('adminPayments');
  const formats = useFormats();
  const text = !run
    ? t('runs.none')
    : run.fault
      ? t('runs.fault', { at: formats.fullTime(run.startedAt ?? run.wantedAt) })
      : run.finishedAt
        ? t('runs.finished', {
            at: formats.fullTime(run.finishedAt),
            count: run.transactions,
            differences: formats.integer(run.differences),
          })
        : t('runs.waiting');
  return (
    <Text size="sm" mb="md" aria-live="polite">
      {text}
    </Text>
  );
}
