import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '@/components/Dialog';
import { Facts } from '@/components/Facts';
import { Output } from '@/components/Output';
import { useFormats } from '@/lib/formats/useFormats';
import type { JobRecord } from '../api/system';
import { JobState } from './JobState';
import { useJobTexts } from './useJobTexts';

/** One record of a job's runs, with what they had to say. */
export function RunDialog({ run, onClose }: { run: JobRecord; onClose: () => void }) {
  const { t } = useTranslation('adminSystem');
  const formats = useFormats();
  const texts = useJobTexts();
  return (
    <Dialog opened onClose={onClose} title={texts.name(run.job)}>
      <Stack gap="md">
        <Facts
          items={[
            [t('jobs.state'), <JobState key="state" record={run} />],
            [t('run.startedAt'), formats.fullTime(run.startedAt)],
            [t('run.endedAt'), run.endedAt ? formats.fullTime(run.endedAt) : t('noValue', { ns: 'common' })],
            [t('run.duration'), texts.duration(run)],
            [t('run.runs'), formats.integer(run.runs)],
            [t('run.items'), formats.integer(run.items)],
            [t('run.errors'), formats.integer(run.errors)],
            [t('run.process'), texts.process(run)],
          ]}
        />
        {run.error && <Output label={t('run.error')} text={run.error} />}
        {run.log && <Output label={t('run.log')} text={run.log} />}
        {!run.error && !run.log && (
          <Text size="sm" c="dimmed">
            {t('run.silent')}
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('close', { ns: 'common' })}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
