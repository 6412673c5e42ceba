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

const of = (role: Role) => ({ params: { path: { role: role.name } } });

/** What administrators can do with roles. Each gives the version that is shown. */
export const roleActs = {
  create: (body: { displayName: string; description: string; from: string | null }) =>
    unwrap(api.POST('/api/admin/roles', { body })),
  rename: (role: Role, body: { displayName: string; description: string }) =>
    unwrap(api.PUT('/api/admin/roles/{role}', { ...of(role), body: { ...body, version: role.version } })),
  decide: (role: Role, permissions: string[]) =>
    unwrap(
      api.PUT('/api/admin/roles/{role}/permissions', {
        ...of(role),
        body: { permissions, version: role.version },
      }),
    ),
  remove: (role: Role) =>
    unwrap(
      api.DELETE('/api/admin/roles/{role}', {
        params: { path: { role: role.name }, query: { version: role.version, people: role.people } },
      }),
    ),
};
