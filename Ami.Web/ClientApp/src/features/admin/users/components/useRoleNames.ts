import { useTranslation } from 'react-i18next';
import { roles } from './vocabulary';

/** The names of somebody's roles, from least to most. */
export function useRoleNames() {
  const { t } = useTranslation('adminUsers');
  return (held: readonly string[]) =>
    roles
      .filter((role) => held.includes(role))
      .map((role) => t(`role.${role}`))
      .join(', ');
}
