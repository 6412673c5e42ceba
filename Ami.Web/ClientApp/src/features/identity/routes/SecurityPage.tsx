import { Stack } from '@mantine/core';
import { useUser } from '@/lib/auth/useSession';
import { EmailSection } from '../access/EmailSection';
import { PasswordSection } from '../access/PasswordSection';
import { SignInMethodsSection } from '../providers/SignInMethodsSection';
import { SessionsSection } from '../security/SessionsSection';
import { TwoFactorSection } from '../security/TwoFactorSection';

/** How one signs in: each way is a section of its own. */
export function SecurityPage() {
  const user = useUser();
  if (!user) return null;
  return (
    <Stack gap="md">
      <EmailSection user={user} />
      <PasswordSection user={user} />
      <SignInMethodsSection />
      <TwoFactorSection />
      <SessionsSection />
    </Stack>
  );
}

export { SecurityPage as Component };
