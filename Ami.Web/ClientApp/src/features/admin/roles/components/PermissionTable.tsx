import { Checkbox } from '@mantine/core';
import '@mantine/core/styles/Checkbox.css';
import '@mantine/core/styles/InlineInput.css';
import { useTranslation } from 'react-i18next';
import { DataTable } from '@/components/DataTable';
import { Table } from '@/components/Table';
import { useRoleTexts } from '@/components/roles/useRoleTexts';
import { useLanguage } from '@/lib/i18n/useLanguage';
import type { Role, RoleMatrix } from '@/lib/roles/roles';
import { byArea, isGranted, type Draft } from '../domain/draft';
import classes from './PermissionTable.module.css';

type Props = {
  matrix: RoleMatrix;
  draft: Draft;
  mayManage: boolean;
  onDecide: (role: Role, permission: string, granted: boolean) => void;
};

const areas = [
  'affiliates',
  'announcements',
  'api-keys',
  'audit',
  'certificates',
  'courses',
  'discussion',
  'feedback',
  'joining',
  'mails',
  'market',
  'payments',
  'ratings',
  'roles',
  'system',
  'users',
] as const;

/** Which role of staff may do what: permissions down, roles across. A box that cannot be decided is shown, and says so. */
export function PermissionTable({ matrix, draft, mayManage, onDecide }: Props) {
  const { t } = useTranslation('adminRoles');
  const { nameOf } = useRoleTexts();
  const language = useLanguage();
  const roles = matrix.roles.filter((role) => role.isStaff);

  function areaName(area: string): string {
    const known = areas.find((one) => one === area);
    return known ? t(`area.${known}`) : area;
  }

  return (
    <DataTable label={t('matrix')} withColumnBorders>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col" className={classes.permission}>
            {t('column.permission')}
          </Table.Th>
          {roles.map((role) => (
            <Table.Th key={role.name} scope="col" className={classes.cell}>
              {nameOf(role.name)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      {byArea(matrix.permissions).map(([area, permissions]) => (
        <Table.Tbody key={area}>
          <Table.Tr>
            <Table.Th scope="rowgroup" colSpan={roles.length + 1} className={classes.area}>
              {areaName(area)}
            </Table.Th>
          </Table.Tr>
          {permissions.map(({ name, words }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" className={classes.permission}>
                {words[language]}
                <span className={classes.name}>{name}</span>
              </Table.Th>
              {roles.map((role) => {
                const granted = isGranted(draft, role, name);
                const isFixed = role.fixed.includes(name);
                const isChanged = granted !== role.permissions.includes(name);
                return (
                  <Table.Td
                    key={role.name}
                    className={isChanged ? `${classes.cell} ${classes.changed}` : classes.cell}
                  >
                    <Checkbox
                      aria-label={t('cell', { role: nameOf(role.name), permission: words[language] })}
                      title={isFixed ? t('fixed') : undefined}
                      checked={granted}
                      disabled={!mayManage || isFixed}
                      className={isFixed ? classes.fixed : undefined}
                      onChange={(event) => onDecide(role, name, event.currentTarget.checked)}
                    />
                  </Table.Td>
                );
              })}
            </Table.Tr>
          ))}
        </Table.Tbody>
      ))}
    </DataTable>
  );
}
