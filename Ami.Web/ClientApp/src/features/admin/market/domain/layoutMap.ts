import type { Preview } from '../api/preview';

/** What a column may hold, in the order in which files usually have it. */
export const columnRoles = ['time', 'clock', 'open', 'high', 'low', 'close', 'volume'] as const;
export type ColumnRole = (typeof columnRoles)[number];

const needed: readonly ColumnRole[] = ['time', 'open', 'high', 'low', 'close'];

/** What somebody says about a file, by part; what is left out is recognised. Columns are named by their number, from 1. */
export type LayoutMap = Readonly<Record<string, string>>;

/** The mapping as the server reads it. */
export const mapText = (map: LayoutMap) =>
  Object.entries(map)
    .filter(([, value]) => value.trim())
    .map(([part, value]) => `${part}=${value.trim()}`)
    .join(',');

/** What each column holds: as somebody said, else as it was recognised. */
export function rolesOf(width: number, map: LayoutMap, columns: Preview['columns']): (ColumnRole | null)[] {
  const roles = Array<ColumnRole | null>(width).fill(null);
  for (const role of columnRoles) {
    const found = map[role] === undefined ? columns?.[role] : Number(map[role]) - 1;
    // Two may point at one column until somebody says where the other is: what was said stands.
    if (found != null && found in roles && (roles[found] === null || map[role] !== undefined))
      roles[found] = role;
  }
  return roles;
}

/** What every table has to have, and this one has not. */
export const missingRoles = (roles: readonly (ColumnRole | null)[]) =>
  needed.filter((role) => !roles.includes(role));

/** Whether a role was recognised and no file is without it: its column can get another, and not none. */
export const isFixed = (map: LayoutMap, role: ColumnRole | null) =>
  role !== null && role !== 'volume' && map[role] === undefined;

/** The mapping with another role for a column; a volume that is no column's any more is none. */
export function withRole(
  map: LayoutMap,
  roles: readonly (ColumnRole | null)[],
  column: number,
  role: ColumnRole | null,
) {
  const was = roles[column];
  const next: Record<string, string> = { ...map };
  for (const [part, value] of Object.entries(map)) if (value === String(column + 1)) delete next[part];
  if (was === 'volume') next.volume = 'none';
  if (role) next[role] = String(column + 1);
  return next;
}
