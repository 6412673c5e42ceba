import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/Panel';
import { useUser } from '@/lib/auth/useSession';
import '../texts/my-data';
import { DeleteDialog } from './DeleteDialog';

/** Leaving, with what that means said first. */
export function DeleteSection() {
  const { t } = useTranslation('myData');
  const user = useUser();
  const [asking, setAsking] = useState(false);
  return (
    <Panel title={t('deletion.title')}>
      <Stack gap="md" maw={640}>
        <Text size="sm">{t('deletion.lead')}</Text>
        <Text size="sm">{t('deletion.grace')}</Text>
        <Text size="sm" c="dimmed">
          {t('deletion.kept')}
        </Text>
        <Group>
          <Button variant="default" onClick={() => setAsking(true)}>
            {t('deletion.open')}
          </Button>
        </Group>
      </Stack>
      {asking && user && <DeleteDialog email={user.email} onClose={() => setAsking(false)} />}
    </Panel>
  );
}
