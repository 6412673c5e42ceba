import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { browserTimeZone } from '@/lib/formats/useFormats';
import type { Language } from '@/lib/i18n';

export type Provider = components['schemas']['OAuthProvider'];

const methodsKey = ['identity', 'sign-in-methods'] as const;

/** The providers that this installation is configured for; known for as long as the page is open. */
export function useProviders() {
  return useQuery({
    queryKey: ['identity', 'providers'],
    queryFn: () => unwrap(api.GET('/api/auth/oauth')),
    staleTime: Infinity,
  });
}

/** Where the browser goes to sign in with a provider; it comes back to `/sign-in/done`. */
export function startAddress(
  provider: string,
  next: string | null,
  language: Language,
  invitation: string | null = null,
) {
  const query = new URLSearchParams({ language, timeZone: browserTimeZone() });
  if (next) query.set('returnUrl', next);
  if (invitation) query.set('invitation', invitation);
  return `/api/auth/oauth/${provider}?${query}`;
}

export const finishSignIn = () => unwrap(api.POST('/api/auth/oauth/finish'));

export function useSignInMethods() {
  return useQuery({
    queryKey: methodsKey,
    queryFn: () => unwrap(api.GET('/api/me/sign-in-methods')),
  });
}

/** Leaves for the provider; it sends people back to the security page. */
export function useLink() {
  return useMutation({
    mutationFn: (provider: string) =>
      unwrap(api.POST('/api/auth/oauth/{provider}/link', { params: { path: { provider } } })),
    onSuccess: ({ url }) => location.assign(url),
  });
}

/** Leaves for the provider to show who one is, and comes back to the page one was at. */
export function useConfirmWith() {
  return useMutation({
    mutationFn: (provider: string) =>
      unwrap(
        api.POST('/api/auth/oauth/{provider}/confirm', {
          params: { path: { provider }, query: { returnUrl: location.pathname + location.search } },
        }),
      ),
    onSuccess: ({ url }) => location.assign(url),
  });
}

export function useUnlink() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (provider: string) =>
      unwrap(api.DELETE('/api/me/sign-in-methods/{provider}', { params: { path: { provider } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: methodsKey }),
  });
}
