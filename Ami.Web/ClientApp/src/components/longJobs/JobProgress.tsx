import { Alert, Button, Code, Group, Progress, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import '@mantine/core/styles/Code.css';
import '@mantine/core/styles/Progress.css';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '@/components/toasts';
import { download } from '@/lib/api/download';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { isOpen, useCancelJob, type LongJob } from '@/lib/longJobs/longJobs';
import { LongJobState } from './LongJobState';
import { useLongJobTexts } from './useLongJobTexts';

type Props = {
  job: LongJob;
  /** Below a job that is done: what came of it. */
  children?: ReactNode;
  /** Instead of the usual words, when there is more to say of one that was cancelled. */
  cancelled?: string;
};

/** How far a long job is, with what can be done about it: cancelling it, or taking the file that it made. It shows what it is given; whoever gives it follows the job. */
export function JobProgress({ job, children, cancelled }: Props) {
  const { t } = useTranslation('longJobs');
  const formats = useFormats();
  const texts = useLongJobTexts();
  const name = `${texts.kind(job.kind)} ${job.subject}`;
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="xs">
        <Group gap="xs">
          <Text fw={600}>{texts.kind(job.kind)}</Text>
          <Text>{job.subject}</Text>
          <LongJobState state={job.state} />
        </Group>
        <Text size="sm" c="dimmed">
          {job.endedAt
            ? t('endedAt', { at: formats.dateTime(job.endedAt) })
            : t('createdAt', { at: formats.dateTime(job.createdAt) })}
        </Text>
      </Group>
      {isOpen(job) && <Doing job={job} name={name} />}
      {job.state === 'cancelled' && <Text size="sm">{cancelled ?? t('cancelled')}</Text>}
      {job.error && <Failure job={job} error={job.error} />}
      {job.state === 'succeeded' && children}
      {job.file && <File job={job} name={job.file.name} />}
    </Stack>
  );
}

function Doing({ job, name }: { job: LongJob; name: string }) {
  const { t } = useTranslation('longJobs');
  const texts = useLongJobTexts();
  const errorText = useErrorText();
  const cancel = useCancelJob();
  return (
    <>
      <Progress
        value={Math.round((job.progress?.fraction ?? 0) * 100)}
        aria-label={t('progressOf', { job: name })}
        animated={job.state === 'running'}
      />
      <Group justify="space-between" gap="xs">
        <Text size="sm" role="status">
          {texts.doing(job)}
        </Text>
        <Button
          variant="default"
          size="xs"
          aria-label={t('cancelOf', { job: name })}
          disabled={job.cancelRequested}
          loading={cancel.isPending}
          onClick={() =>
            cancel.mutate(job.id, { onError: (error) => toast(errorText(error), { tone: 'error' }) })
          }
        >
          {t('cancel')}
        </Button>
      </Group>
    </>
  );
}

/** Words for everybody, and where the job said more than one line, that too. */
function Failure({ job, error }: { job: LongJob; error: NonNullable<LongJob['error']> }) {
  const { t } = useTranslation('longJobs');
  const texts = useLongJobTexts();
  return (
    <Alert color="red" variant="light" role="alert">
      <Stack gap="xs">
        {texts.error(job)}
        {error.message.includes('\n') && (
          <Code block tabIndex={0} mah={280} style={{ overflow: 'auto' }} aria-label={t('details')}>
            {error.message}
          </Code>
        )}
      </Stack>
    </Alert>
  );
}

function File({ job, name }: { job: LongJob; name: string }) {
  const { t } = useTranslation('longJobs');
  const formats = useFormats();
  const errorText = useErrorText();
  const save = useMutation({
    mutationFn: () =>
      download(`/api/me/jobs/${job.id}/file`, {
        signal: new AbortController().signal,
        onProgress: () => undefined,
      }),
    onError: (error) => toast(errorText(error), { tone: 'error' }),
  });
  return (
    <Group gap="xs">
      <Button variant="default" size="xs" loading={save.isPending} onClick={() => save.mutate()}>
        {t('download', { name })}
      </Button>
      {job.keptUntil && (
        <Text size="sm" c="dimmed">
          {t('keptUntil', { at: formats.date(job.keptUntil) })}
        </Text>
      )}
    </Group>
  );
}
