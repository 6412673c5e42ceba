import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/Panel';
import { useUser } from '@/lib/auth/useSession';
import { useChoiceParam } from '@/lib/urlState';
import '../texts/my-data';
import { DeleteDialog } from './DeleteDialog';

/** Leaving, with what that means said first. */
export function DeleteSection() {
  const { t } = useTranslation('myData');
  const user = useUser();
  const [dialog, setDialog] = useChoiceParam('dialog', ['none', 'delete'] as const, 'none');
  return (
    <Panel title={t('deletion.title')}>
      <Stack gap="md" maw={640}>
        <Text size="sm">{t('deletion.lead')}</Text>
        <Text size="sm">{t('deletion.grace')}</Text>
        <Text size="sm" c="dimmed">
          {t('deletion.kept')}
        </Text>
        <Group>
          <Button variant="default" onClick={() => setDialog('delete')}>
            {t('deletion.open')}
          </Button>
        </Group>
      </Stack>
      {dialog === 'delete' && user && <DeleteDialog email={user.email} onClose={() => setDialog('none')} />}
    </Panel>
  );
}
