import { api, unwrap } from '@/lib/api/client';
import type { Role } from '@/lib/roles/roles';

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
