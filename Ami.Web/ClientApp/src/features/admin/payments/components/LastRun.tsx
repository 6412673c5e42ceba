import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '@/lib/formats/useFormats';
import type { RunLine } from '../api/books';
import classes from './LastRun.module.css';

/** How the last comparison of the books went; its place is kept while that is not known. */
export function LastRun({ run, known }: { run: RunLine | undefined; known: boolean }) {
  const { t } = useTranslation('adminPayments');
  const formats = useFormats();
  const text = !known
    ? ''
    : !run
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
    <Text size="sm" className={classes.text} aria-live="polite">
      {text}
    </Text>
  );
}
