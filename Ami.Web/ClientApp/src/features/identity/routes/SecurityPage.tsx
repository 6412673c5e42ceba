import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/Panel';
import { useUser } from '@/lib/auth/useSession';
import { SessionsSection } from '../security/SessionsSection';
import { TwoFactorSection } from '../security/TwoFactorSection';
import '../texts';

/** How one signs in: each way is a section of its own. */
export function SecurityPage() {
  const { t } = useTranslation('identity');
  const user = useUser();
  if (!user) return null;
  return (
    <Stack gap="md">
      <Panel title={t('account.email')}>
        <Text>{user.email}</Text>
      </Panel>
      <TwoFactorSection />
      <SessionsSection />
    </Stack>
  );
}

export { SecurityPage as Component };
