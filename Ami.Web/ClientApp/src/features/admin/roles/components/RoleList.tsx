import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DataTable } from '@/components/DataTable';
import { Table } from '@/components/Table';
import { useRoleTexts } from '@/components/roles/useRoleTexts';
import { Tag } from '@/components/Tag';
import { useFormats } from '@/lib/formats/useFormats';
import type { Role } from '@/lib/roles/roles';

export type RoleAct = 'clone' | 'rename' | 'delete';

type Props = { roles: readonly Role[]; mayManage: boolean; onAct: (act: RoleAct, role: Role) => void };

/** Every role with how many people have it, and what can be done with it. */
export function RoleList({ roles, mayManage, onAct }: Props) {
  const { t } = useTranslation('adminRoles');
  const formats = useFormats();
  const { nameOf, descriptionOf } = useRoleTexts();
  const button = (act: RoleAct, role: Role) => (
    <Button
      key={act}
      size="compact-xs"
      variant="default"
      aria-label={t(`act.${act}Role`, { role: nameOf(role.name) })}
      onClick={() => onAct(act, role)}
    >
      {t(`act.${act}`)}
    </Button>
  );
  return (
    <DataTable label={t('list')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('column.role')}</Table.Th>
          <Table.Th ta="right">{t('column.people')}</Table.Th>
          <Table.Th>{t('column.description')}</Table.Th>
          {mayManage && <Table.Th>{t('column.acts')}</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {roles.map((role) => (
          <Table.Tr key={role.name}>
            <Table.Td>
              <Group gap="xs" wrap="nowrap">
                {nameOf(role.name)}
                {!role.isBuiltIn && <Tag tone="accent">{t('own')}</Tag>}
              </Group>
            </Table.Td>
            <Table.Td ta="right">{formats.integer(role.people)}</Table.Td>
            <Table.Td>
              <Text size="sm" maw={320} truncate>
                {descriptionOf(role.name)}
              </Text>
            </Table.Td>
            {mayManage && (
              <Table.Td>
                <Group gap={4} wrap="nowrap">
                  {button('clone', role)}
                  {button('rename', role)}
                  {!role.isBuiltIn && button('delete', role)}
                </Group>
              </Table.Td>
            )}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </DataTable>
  );
}
