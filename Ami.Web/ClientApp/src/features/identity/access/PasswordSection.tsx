import { Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/Panel';
import type { UserProfile } from '@/lib/auth/session';
import { ChangePasswordDialog } from './ChangePasswordDialog';
import '../texts/access';

export function PasswordSection({ user }: { user: UserProfile }) {
  const { t } = useTranslation('access');
  const [changing, setChanging] = useState(false);
  return (
    <Panel title={t('password.title')}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm" c="dimmed">
          {user.hasPassword ? t('password.has') : t('password.none')}
        </Text>
        <Button variant="default" onClick={() => setChanging(true)}>
          {user.hasPassword ? t('password.change') : t('password.set')}
        </Button>
      </Stack>
      {changing && <ChangePasswordDialog user={user} onClose={() => setChanging(false)} />}
    </Panel>
  );
}
