import { updateProfile } from '@/features/identity/api/updateProfile';
import { session } from '@/lib/auth/session';
import { switchLanguage, type Language } from '@/lib/i18n';

/** Switches at once and, for signed-in people, in their profile too, so that mails and other devices follow. */
export async function chooseLanguage(language: Language) {
  await switchLanguage(language);
  if (session.state.status !== 'signedIn') return;
  // Offline the choice still holds on this device; the profile follows with the next one.
  await updateProfile({ language }).catch(() => undefined);
}
