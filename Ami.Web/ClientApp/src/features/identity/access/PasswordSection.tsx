import { Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/Panel';
import type { UserProfile } from '@/lib/auth/session';
import { useChoiceParam } from '@/lib/urlState';
import { ChangePasswordDialog } from './ChangePasswordDialog';
import '../texts/access';

export function PasswordSection({ user }: { user: UserProfile }) {
  const { t } = useTranslation('access');
  const [dialog, setDialog] = useChoiceParam('dialog', ['none', 'password'] as const, 'none');
  return (
    <Panel title={t('password.title')}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm" c="dimmed">
          {user.hasPassword ? t('password.has') : t('password.none')}
        </Text>
        <Button variant="default" onClick={() => setDialog('password')}>
          {user.hasPassword ? t('password.change') : t('password.set')}
        </Button>
      </Stack>
      {dialog === 'password' && <ChangePasswordDialog user={user} onClose={() => setDialog('none')} />}
    </Panel>
  );
}
