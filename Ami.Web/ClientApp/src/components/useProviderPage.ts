import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { toast } from './toasts';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { leaveTo } from '@/lib/leaveTo';

/** Asks for a page of the payment provider and goes there; says why where there is none. */
export function useProviderPage<T>(ask: (what: T) => Promise<{ url: string }>) {
  const errorText = useErrorText();
  const { mutate, reset, ...open } = useMutation({
    mutationFn: ask,
    onSuccess: ({ url }) => leaveTo(url),
    onError: (error) => toast(errorText(error), { tone: 'error' }),
  });
  // Who comes back from there may find this page as it was left.
  useEffect(() => {
    window.addEventListener('pageshow', reset);
    return () => window.removeEventListener('pageshow', reset);
  }, [reset]);
  return { go: mutate, isGoing: open.isPending || open.isSuccess };
}
