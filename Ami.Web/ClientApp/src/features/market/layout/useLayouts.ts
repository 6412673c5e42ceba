import { useEffect, useSyncExternalStore } from 'react';
import { toast } from '@/components/toasts';
import { ApiError } from '@/lib/api/errors';
import { useUser } from '@/lib/auth/useSession';
import { i18next } from '@/lib/i18n';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { createLayouts, type Layouts } from './layouts';

let held: { person: string; layouts: Layouts } | null = null;

function layoutsOf(person: string): Layouts {
  if (held?.person !== person) {
    const firstName = () => i18next.t('first', { ns: 'layout' });
    held = { person, layouts: createLayouts({ person, firstName }) };
  }
  return held.layouts;
}

/** How the signed-in person arranges charts, and what changes it. */
export function useLayouts() {
  const layouts = layoutsOf(useUser()?.id ?? 'nobody');
  return [useSyncExternalStore(layouts.subscribe, layouts.get), layouts] as const;
}

/** Reads them, says what could not be kept, and keeps the last change when the page goes. */
export function useKeptLayouts(layouts: Layouts) {
  const errorText = useErrorText();
  useEffect(() => {
    void layouts.load();
    const stop = layouts.onTrouble((error) =>
      toast(
        error instanceof ApiError && error.code === 'market.layout_changed'
          ? i18next.t('changedElsewhere', { ns: 'layout' })
          : errorText(error),
        { tone: 'error' },
      ),
    );
    const flush = () => void layouts.flush();
    document.addEventListener('visibilitychange', flush);
    return () => {
      stop();
      document.removeEventListener('visibilitychange', flush);
    };
  }, [layouts, errorText]);
}
