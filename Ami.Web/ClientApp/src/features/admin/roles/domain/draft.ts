import type { Role } from '@/lib/roles/roles';

/** What is wanted, by role and permission, where somebody touched a box. */
export type Draft = Readonly<Record<string, Readonly<Record<string, boolean>>>>;

export type Change = { role: Role; added: string[]; removed: string[] };

export const isGranted = (draft: Draft, role: Role, permission: string) =>
  draft[role.name]?.[permission] ?? role.permissions.includes(permission);

export const decide = (draft: Draft, role: Role, permission: string, granted: boolean): Draft => ({
  ...draft,
  [role.name]: { ...draft[role.name], [permission]: granted },
});

/** What saving the draft would change now. Boxes that say what holds anyway are no change. */
export function changesOf(draft: Draft, roles: readonly Role[]): Change[] {
  return roles.flatMap((role) => {
    const wanted = Object.entries(draft[role.name] ?? {}).filter(([name]) => !role.fixed.includes(name));
    const held = (name: string) => role.permissions.includes(name);
    const added = wanted.filter(([name, granted]) => granted && !held(name)).map(([name]) => name);
    const removed = wanted.filter(([name, granted]) => !granted && held(name)).map(([name]) => name);
    return added.length + removed.length > 0 ? [{ role, added, removed }] : [];
  });
}

/** Exactly the permissions that the role has after the change. */
export const permissionsAfter = ({ role, added, removed }: Change) => [
  ...role.permissions.filter((name) => !removed.includes(name)),
  ...added,
];

/** Permissions by the area in their names, in order. */
export function byArea<T extends { name: string }>(permissions: readonly T[]): [string, T[]][] {
  const areas = new Map<string, T[]>();
  for (const permission of permissions) {
    const area = permission.name.slice(0, permission.name.indexOf('.'));
    areas.set(area, [...(areas.get(area) ?? []), permission]);
  }
  return [...areas];
}
