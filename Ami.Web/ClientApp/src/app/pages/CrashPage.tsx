import { Button, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isRouteErrorResponse, useRouteError } from 'react-router';
import { NotFoundPage } from './NotFoundPage';

/** A page's code that cannot be fetched was replaced by a newer build. */
const isOutdated = (error: unknown) =>
  error instanceof Error && /dynamically imported module|module script|preload/i.test(error.message);

/** Catches what a page throws; the rest of the app goes on. */
export function CrashPage() {
  const { t } = useTranslation();
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFoundPage />;
  const outdated = isOutdated(error);
  return (
    <Stack align="flex-start" gap="sm" p="xl" maw={640} mx="auto" role="alert">
      <Title order={1}>{outdated ? t('crash.updated') : t('crash.title')}</Title>
      <Text c="dimmed">{outdated ? t('crash.updatedLead') : t('crash.lead')}</Text>
      <Button onClick={() => window.location.reload()}>{t('crash.reload')}</Button>
    </Stack>
  );
}
