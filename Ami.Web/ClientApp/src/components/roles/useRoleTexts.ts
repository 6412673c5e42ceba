import { useTranslation } from 'react-i18next';
import { useRoles, type Role } from '@/lib/roles/roles';
import './texts';

const builtIn = ['student', 'instructor', 'support', 'admin'] as const;
const known = (name: string) => builtIn.find((one) => one === name);

/** Roles in words: staff's where they gave some, else the product's. */
export function useRoleTexts() {
  const { t } = useTranslation('roles');
  const { data } = useRoles();
  const find = (name: string): Role | undefined => data?.roles.find((role) => role.name === name);
  // Whoever may see people but not roles picks among those that the product knows.
  const roles: readonly string[] = data?.roles.map((role) => role.name) ?? builtIn;

  function nameOf(name: string): string {
    const ours = known(name);
    return find(name)?.displayName ?? (ours ? t(`name.${ours}`) : name);
  }

  function descriptionOf(name: string): string {
    const ours = known(name);
    return find(name)?.description || (ours ? t(`hint.${ours}`) : '');
  }

  /** The names of somebody's roles, in the order of all. */
  const namesOf = (held: readonly string[]) =>
    [...roles.filter((name) => held.includes(name)), ...held.filter((name) => !roles.includes(name))]
      .map(nameOf)
      .join(', ');

  return { roles, nameOf, descriptionOf, namesOf };
}
