import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/lib/api/client';
import type { components } from '@/lib/api/schema';
import { useMay } from '@/lib/auth/useSession';

export type RoleMatrix = components['schemas']['RoleMatrix'];
export type Role = components['schemas']['RoleView'];

export const rolesKey = ['admin', 'roles'] as const;

/** All roles and permissions; nothing is asked for without the right to see them. */
export function useRoles() {
  const enabled = useMay('roles.read');
  return useQuery({
    queryKey: rolesKey,
    queryFn: ({ signal }) => unwrap(api.GET('/api/admin/roles', { signal })),
    enabled,
  });
}
