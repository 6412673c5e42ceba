import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/Panel';
import { useUser } from '@/lib/auth/useSession';
import { useChoiceParam } from '@/lib/urlState';
import '../texts/my-data';
import { useObstacles } from '../api/myData';
import { DeleteDialog } from './DeleteDialog';
import { InTheWay } from './InTheWay';

/** Leaving, with what that means said first. */
export function DeleteSection() {
  const { t } = useTranslation('myData');
  const user = useUser();
  const [dialog, setDialog] = useChoiceParam('dialog', ['none', 'delete'] as const, 'none');
  const obstacles = useObstacles();
  const found = obstacles.data ?? [];
  // The server decides; where it could not be asked before, it says so when one confirms.
  const stuck = found.some(({ canBeGivenUp }) => !canBeGivenUp);
  return (
    <Panel title={t('deletion.title')}>
      <Stack gap="md" maw={640}>
        <Text size="sm">{t('deletion.lead')}</Text>
        <Text size="sm">{t('deletion.grace')}</Text>
        <Text size="sm" c="dimmed">
          {t('deletion.kept')}
        </Text>
        {found.length > 0 && <InTheWay obstacles={found} />}
        <Group>
          <Button
            variant="default"
            disabled={stuck || obstacles.isPending}
            onClick={() => setDialog('delete')}
          >
            {t('deletion.open')}
          </Button>
        </Group>
      </Stack>
      {dialog === 'delete' && user && !stuck && !obstacles.isPending && (
        <DeleteDialog email={user.email} givenUp={found} onClose={() => setDialog('none')} />
      )}
    </Panel>
  );
}
