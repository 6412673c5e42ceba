import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { session } from '@/lib/auth/session';

const key = ['identity', '2fa'];
const devicesKey = [...key, 'devices'];

export type SecondFactorSetup = components['schemas']['SecondFactorSetup'];
export type TrustedDevice = components['schemas']['TrustedDevice'];

/** The second step of signing in. */
export function useVerifySecondFactor() {
  return useMutation({
    mutationFn: (body: components['schemas']['VerifySecondFactorRequest']) =>
      unwrap(api.POST('/api/auth/2fa/verify', { body })),
    onSuccess: session.signedIn,
  });
}

export function useSecondFactor() {
  return useQuery({ queryKey: key, queryFn: () => unwrap(api.GET('/api/auth/2fa')) });
}

export function useSetUpSecondFactor() {
  return useMutation({ mutationFn: () => unwrap(api.POST('/api/auth/2fa/setup')) });
}

function useAfterChange() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: key });
}

export function useEnableSecondFactor() {
  return useMutation({
    mutationFn: async (code: string) => {
      const codes = await unwrap(api.POST('/api/auth/2fa/enable', { body: { code } }));
      // Roles that waited for it count from the next token on.
      const { answer } = session.state;
      if (answer?.user.isStaffOnHold) await session.renew(answer.accessToken).catch(() => null);
      return codes;
    },
    onSuccess: useAfterChange(),
  });
}

export function useDisableSecondFactor() {
  return useMutation({
    mutationFn: () => unwrap(api.POST('/api/auth/2fa/disable')),
    onSuccess: useAfterChange(),
  });
}

export function useRenewRecoveryCodes() {
  return useMutation({
    mutationFn: () => unwrap(api.POST('/api/auth/2fa/recovery-codes')),
    onSuccess: useAfterChange(),
  });
}

export function useTrustedDevices() {
  return useQuery({ queryKey: devicesKey, queryFn: () => unwrap(api.GET('/api/auth/2fa/devices')) });
}

export function useForgetDevice() {
  return useMutation({
    mutationFn: (id: string) =>
      unwrap(api.DELETE('/api/auth/2fa/devices/{id}', { params: { path: { id } } })),
    onSuccess: useAfterChange(),
  });
}
