import { Button, Loader, Stack, Text, Title } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { session } from '@/lib/auth/session';
import { useSession } from '@/lib/auth/useSession';

const retryMs = 3_000;

/** While it is not known who this is; keeps trying when the server is away. */
export function Splash() {
  const { t } = useTranslation();
  const { status } = useSession();
  const unreachable = status === 'unreachable';

  useEffect(() => {
    if (!unreachable) return;
    const timer = setInterval(() => void session.restore(), retryMs);
    return () => clearInterval(timer);
  }, [unreachable]);

  return (
    <Stack component="main" align="center" justify="center" mih="100dvh" gap="sm" p="md" ta="center">
      <title>{t('brand')}</title>
      {unreachable ? (
        <div role="alert">
          <Title order={1}>{t('start.unreachable')}</Title>
          <Text c="dimmed" mb="md">
            {t('start.unreachableHint')}
          </Text>
          <Button variant="default" onClick={() => void session.restore()}>
            {t('retry', { ns: 'common' })}
          </Button>
        </div>
      ) : (
        <div role="status">
          <Loader size="sm" />
          <Text size="sm" c="dimmed">
            {t('start.loading')}
          </Text>
        </div>
      )}
    </Stack>
  );
}
