import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { AdminTable } from '@/components/adminTable/AdminTable';
import type { AdminColumn, AdminFilter } from '@/components/adminTable/types';
import { Icon } from '@/components/Icon';
import { Page } from '@/components/Page';
import { Tag } from '@/components/Tag';
import { useMay } from '@/lib/auth/useSession';
import { useFormats } from '@/lib/formats/useFormats';
import { useChoiceParam } from '@/lib/urlState';
import { invitationRowsKey, invitationStates, loadInvitations, type InvitationRow } from '../api/joining';
import { MakeDialog, RevokeDialog } from '../components/dialogs';
import '../texts';

/** Codes that let somebody in: from staff, from members, and from the waitlist. */
export function InvitationRowsPage() {
  const { t } = useTranslation('adminJoining');
  const formats = useFormats();
  const mayManage = useMay('joining.manage');
  const maySeeUsers = useMay('users.read');
  const [revoking, setRevoking] = useState<InvitationRow | null>(null);
  const [dialog, setDialog] = useChoiceParam('dialog', ['none', 'new'] as const, 'none');
  const time = (at: string | null | undefined) => (at ? formats.tableTime(at, false) : '');
  const person = (id: string | null | undefined, otherwise: string) =>
    !id ? otherwise : maySeeUsers ? <Link to={`/admin/users/${id}`}>{t('account')}</Link> : t('account');
  const columns: AdminColumn<InvitationRow>[] = [
    { key: 'code', label: t('column.code'), render: (row) => row.code },
    {
      key: 'state',
      label: t('column.state'),
      render: (row) => (
        <Tag tone={row.state === 'open' ? 'accent' : 'plain'}>{t(`invitationState.${row.state}`)}</Tag>
      ),
    },
    { key: 'email', label: t('column.for'), render: (row) => row.email ?? '' },
    {
      key: 'inviter',
      label: t('column.inviter'),
      render: (row) => person(row.inviterId, t(row.isFromWaitlist ? 'fromWaitlist' : 'staff')),
    },
    { key: 'usedBy', label: t('column.usedBy'), render: (row) => person(row.usedBy, '') },
    { key: 'createdAt', label: t('column.madeAt'), sortable: true, render: (row) => time(row.createdAt) },
    { key: 'expiresAt', label: t('column.expiresAt'), sortable: true, render: (row) => time(row.expiresAt) },
    { key: 'usedAt', label: t('column.usedAt'), hidden: true, render: (row) => time(row.usedAt) },
    {
      key: 'act',
      label: t('column.act'),
      render: (row) =>
        mayManage &&
        row.state === 'open' && (
          <Button variant="default" size="compact-xs" onClick={() => setRevoking(row)}>
            {t('revoke.submit')}
          </Button>
        ),
    },
  ];
  const filters: AdminFilter[] = [
    {
      name: 'state',
      label: t('column.state'),
      options: invitationStates.map((value) => ({ value, label: t(`invitationState.${value}`) })),
    },
  ];
  return (
    <Page
      title={t('invitations.title')}
      lead={t('invitations.lead')}
      actions={
        mayManage && (
          <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setDialog('new')}>
            {t('make.open')}
          </Button>
        )
      }
    >
      <AdminTable
        id="invitations"
        label={t('invitations.title')}
        columns={columns}
        filters={filters}
        defaultSort="-createdAt"
        rowKey={(row) => row.id}
        queryKey={invitationRowsKey}
        load={loadInvitations}
        exportPath="/api/admin/invitations/export.csv"
        empty={{ title: t('invitations.empty'), hint: t('invitations.emptyHint') }}
      />
      {dialog === 'new' && mayManage && <MakeDialog onClose={() => setDialog('none')} />}
      {revoking && <RevokeDialog row={revoking} onClose={() => setRevoking(null)} />}
    </Page>
  );
}

export { InvitationRowsPage as Component };
