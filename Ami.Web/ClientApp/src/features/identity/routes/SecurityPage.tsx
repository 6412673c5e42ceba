import { Stack } from '@mantine/core';
import { Together } from '@/components/Together';
import { useUser } from '@/lib/auth/useSession';
import { EmailSection } from '../access/EmailSection';
import { PasswordSection } from '../access/PasswordSection';
import { useSecondFactor } from '../api/secondFactor';
import { useSessions } from '../api/sessions';
import { useProviders, useSignInMethods } from '../providers/api';
import { SignInMethodsSection } from '../providers/SignInMethodsSection';
import { SessionsSection } from '../security/SessionsSection';
import { TwoFactorSection } from '../security/TwoFactorSection';

/** How one signs in: each way is a section of its own. */
export function SecurityPage() {
  const user = useUser();
  const queries = [useProviders(), useSignInMethods(), useSecondFactor(), useSessions()];
  if (!user) return null;
  return (
    <Stack gap="md">
      <EmailSection user={user} />
      <PasswordSection user={user} />
      <Together queries={queries}>
        <SignInMethodsSection />
        <TwoFactorSection />
        <SessionsSection />
      </Together>
    </Stack>
  );
}

export { SecurityPage as Component };
