import { Button, Stack, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isRouteErrorResponse, useRouteError } from 'react-router';
import { backoff } from '@/lib/live/backoff';
import { NotFoundPage } from './NotFoundPage';

/** A page's code could not be fetched: it was replaced by a newer build, or there is no connection. */
const isUnloaded = (error: unknown) =>
  error instanceof Error && /dynamically imported module|module script|preload/i.test(error.message);

const reload = () => window.location.reload();

/** Catches what a page throws; the rest of the app goes on. */
export function CrashPage() {
  const error = useRouteError();
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFoundPage />;
  return isUnloaded(error) ? <UnloadedPage /> : <Notice text="title" lead="lead" />;
}

/** Asks the server why there was no page; opens it by itself once there is a connection again. */
export function UnloadedPage({ open = reload }: { open?: () => void }) {
  const [reached, setReached] = useState<boolean>();
  useEffect(() => {
    let over = false;
    let timer = 0;
    async function ask(n: number) {
      const there = await fetch('/favicon.svg', { method: 'HEAD', cache: 'no-store' }).then(
        () => true,
        () => false,
      );
      if (over) return;
      if (there && n > 0) return open();
      setReached(there);
      if (!there) timer = window.setTimeout(() => void ask(n + 1), backoff(n));
    }
    const online = () => {
      window.clearTimeout(timer);
      void ask(1);
    };
    void ask(0);
    window.addEventListener('online', online);
    return () => {
      over = true;
      window.clearTimeout(timer);
      window.removeEventListener('online', online);
    };
  }, [open]);
  if (reached === undefined) return null;
  return reached ? (
    <Notice text="updated" lead="updatedLead" />
  ) : (
    <Notice text="offline" lead="offlineLead" />
  );
}

type Key = 'title' | 'lead' | 'updated' | 'updatedLead' | 'offline' | 'offlineLead';

function Notice({ text, lead }: { text: Key; lead: Key }) {
  const { t } = useTranslation();
  return (
    <Stack align="flex-start" gap="sm" p="xl" maw={640} mx="auto" role="alert">
      <Title order={1}>{t(`crash.${text}`)}</Title>
      <Text c="dimmed">{t(`crash.${lead}`)}</Text>
      <Button onClick={reload}>{t('crash.reload')}</Button>
    </Stack>
  );
}
