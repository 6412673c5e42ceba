import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { Panel } from '@/components/Panel';
import { useUser } from '@/lib/auth/useSession';
import { useErrorText } from '@/lib/i18n/useErrorText';
import type { Course } from '../api/courses';
import { useWords } from '../components/useWords';
import { useIssue } from './api';
import './texts';

const longestName = 80;

function GetCertificate({ course, name }: { course: Course; name: string }) {
  const { t } = useTranslation('certificates');
  const words = useWords();
  const navigate = useNavigate();
  const errorText = useErrorText();
  const [holder, setHolder] = useState(name.slice(0, longestName));
  const issue = useIssue(course.id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    issue.mutate(holder.trim(), { onSuccess: ({ code }) => void navigate(`/certificates/${code}`) });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Text size="sm">{t('block.get')}</Text>
        <TextInput
          label={t('block.name')}
          description={t('block.nameHint')}
          maxLength={longestName}
          autoComplete="name"
          value={holder}
          onChange={(event) => setHolder(event.currentTarget.value)}
          error={issue.error && errorText(issue.error)}
        />
        {holder.trim() && (
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {t('block.preview')}: {t('confirms')} <strong>{holder.trim()}</strong> {t('completed')}{' '}
            {words.title(course)}.
          </Text>
        )}
        <Button type="submit" loading={issue.isPending} disabled={holder.trim() === ''}>
          {t('block.submit')}
        </Button>
      </Stack>
    </form>
  );
}

/** On a course's page: the certificate of it, how to get one, what is missing for it, or that there is none any more. */
export function CertificateBlock({ course }: { course: Course }) {
  const { t } = useTranslation('certificates');
  const user = useUser();
  const left = course.lessons.filter((lesson) => !lesson.isDone).length;
  const hasBegun = left < course.lessons.length;
  const hasAny = course.certificate !== null || course.certificateWithdrawn;
  if (!user || (!hasAny && (course.reach === null || !hasBegun))) return null;
  return (
    <Panel title={t('block.title')}>
      {course.certificate ? (
        <Stack gap="sm">
          <Text size="sm">{t('block.have')}</Text>
          <Button component={Link} to={`/certificates/${course.certificate}`} variant="default">
            {t('block.open')}
          </Button>
        </Stack>
      ) : course.certificateWithdrawn ? (
        <Text size="sm">{t('block.withdrawn')}</Text>
      ) : left > 0 ? (
        <Text size="sm">{t('block.left', { count: left })}</Text>
      ) : (
        <GetCertificate course={course} name={user.displayName} />
      )}
    </Panel>
  );
}
