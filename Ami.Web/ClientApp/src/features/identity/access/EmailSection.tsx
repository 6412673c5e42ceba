import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/Panel';
import { Tag } from '@/components/Tag';
import type { UserProfile } from '@/lib/auth/session';
import { useChoiceParam } from '@/lib/urlState';
import { ChangeEmailDialog } from './ChangeEmailDialog';
import { ResendButton } from './ResendButton';
import '../texts/access';

export function EmailSection({ user }: { user: UserProfile }) {
  const { t } = useTranslation('access');
  const [dialog, setDialog] = useChoiceParam('dialog', ['none', 'email'] as const, 'none');
  return (
    <Panel title={t('email.title')}>
      <Stack gap="sm" align="flex-start">
        <Group gap="xs">
          <Text style={{ overflowWrap: 'anywhere' }}>{user.email}</Text>
          <Tag tone={user.emailConfirmed ? 'accent' : 'warn'}>
            {user.emailConfirmed ? t('email.confirmed') : t('email.unconfirmed')}
          </Tag>
        </Group>
        {!user.emailConfirmed && (
          <Text size="sm" c="dimmed">
            {t('email.unconfirmedHint')}
          </Text>
        )}
        <Group gap="xs">
          {!user.emailConfirmed && <ResendButton variant="default" />}
          <Button variant="default" onClick={() => setDialog('email')}>
            {t('email.change')}
          </Button>
        </Group>
      </Stack>
      {dialog === 'email' && <ChangeEmailDialog onClose={() => setDialog('none')} />}
    </Panel>
  );
}
