import { useTranslation } from 'react-i18next';
import { AdminTable } from '@/components/adminTable/AdminTable';
import type { AdminColumn, AdminFilter } from '@/components/adminTable/types';
import { Page } from '@/components/Page';
import { useFormats } from '@/lib/formats/useFormats';
import { useRoleTexts } from '@/components/roles/useRoleTexts';
import { loadUsers, usersKey, type UserRow } from '../api/list';
import { StateTag } from '../components/StateTag';
import { plans, states } from '../components/vocabulary';
import '../texts';

export function UsersPage() {
  const { t } = useTranslation('adminUsers');
  const formats = useFormats();
  const { roles, nameOf, namesOf } = useRoleTexts();
  const columns: AdminColumn<UserRow>[] = [
    {
      key: 'displayName',
      label: t('column.displayName'),
      sortable: true,
      render: (user) => user.displayName,
    },
    { key: 'email', label: t('column.email'), sortable: true, render: (user) => user.email },
    {
      key: 'roles',
      label: t('column.roles'),
      render: (user) => namesOf(user.roles),
    },
    { key: 'plan', label: t('column.plan'), render: (user) => t(`plan.${user.plan}`) },
    { key: 'state', label: t('column.state'), render: (user) => <StateTag state={user.state} /> },
    {
      key: 'twoFactor',
      label: t('column.twoFactor'),
      hidden: true,
      render: (user) => t(user.twoFactorEnabled ? 'yes' : 'no'),
    },
    {
      key: 'language',
      label: t('column.language'),
      hidden: true,
      render: (user) => t(`language.${user.language}`),
    },
    {
      key: 'lastSeenAt',
      label: t('column.lastSeenAt'),
      render: (user) => (user.lastSeenAt ? formats.tableTime(user.lastSeenAt, false) : t('never')),
    },
    {
      key: 'createdAt',
      label: t('column.createdAt'),
      sortable: true,
      render: (user) => formats.tableTime(user.createdAt, false),
    },
  ];
  const filters: AdminFilter[] = [
    {
      name: 'role',
      label: t('column.role'),
      options: roles.map((value) => ({ value, label: nameOf(value) })),
    },
    {
      name: 'plan',
      label: t('column.plan'),
      options: plans.map((value) => ({ value, label: t(`plan.${value}`) })),
    },
    {
      name: 'state',
      label: t('column.state'),
      options: states.map((value) => ({ value, label: t(`state.${value}`) })),
    },
  ];
  return (
    <Page title={t('title')} lead={t('lead')}>
      <AdminTable
        id="users"
        label={t('title')}
        columns={columns}
        filters={filters}
        search={t('search')}
        defaultSort="-createdAt"
        rowKey={(user) => user.id}
        rowTo={(user) => `/admin/users/${user.id}`}
        queryKey={usersKey}
        load={loadUsers}
        exportPath="/api/admin/users/export.csv"
        empty={{ title: t('empty') }}
      />
    </Page>
  );
}

export { UsersPage as Component };
