import { updateProfile } from '@/features/identity/api/updateProfile';
import { session, type UserProfile } from '@/lib/auth/session';
import { isLanguage, switchLanguage, type Language } from '@/lib/i18n';
import { storage } from '@/lib/storage';

/** Whose choice has not reached the server yet: offline, or the page was left at once. */
const unsavedKey = 'ami.language.unsaved';

/** Switches at once and, for signed-in people, in their profile too, so that mails and other devices follow. */
export async function chooseLanguage(language: Language) {
  await switchLanguage(language);
  const user = session.state.answer?.user;
  if (!user) return;
  storage.set(unsavedKey, `${user.id} ${language}`);
  try {
    await updateProfile({ language });
    storage.remove(unsavedKey);
  } catch {
    // It holds on this device; `applyProfileLanguage` sends it with the next visit.
  }
}

/** The profile's language applies, unless this person has chosen another here that the profile has not learnt yet. */
export function applyProfileLanguage({ id, language }: Pick<UserProfile, 'id' | 'language'>) {
  const [owner, unsaved] = storage.get(unsavedKey)?.split(' ') ?? [];
  if (owner === id && isLanguage(unsaved) && unsaved !== language) return chooseLanguage(unsaved);
  return isLanguage(language) ? switchLanguage(language) : undefined;
}
