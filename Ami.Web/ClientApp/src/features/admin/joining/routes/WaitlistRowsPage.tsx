import { Button, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AdminTable } from '@/components/adminTable/AdminTable';
import type { AdminColumn, AdminFilter } from '@/components/adminTable/types';
import { Page } from '@/components/Page';
import { Tag } from '@/components/Tag';
import { useMay } from '@/lib/auth/useSession';
import { useFormats } from '@/lib/formats/useFormats';
import { useChoiceParam } from '@/lib/urlState';
import { loadWaitlist, waitlistKey, waitlistStates, type WaitlistRow } from '../api/joining';
import { EntryDialog, InviteDialog } from '../components/dialogs';
import { RulesPanel } from '../components/RulesPanel';
import '../texts';

const tones = { pending: 'warn', waiting: 'accent', invited: 'plain', joined: 'plain' } as const;

/** How one becomes a user, and who waits for it. */
export function WaitlistRowsPage() {
  const { t } = useTranslation('adminJoining');
  const formats = useFormats();
  const mayManage = useMay('joining.manage');
  const [open, setOpen] = useState<WaitlistRow | null>(null);
  const [dialog, setDialog] = useChoiceParam('dialog', ['none', 'invite'] as const, 'none');
  const time = (at: string | null | undefined) => (at ? formats.tableTime(at, false) : '');
  const columns: AdminColumn<WaitlistRow>[] = [
    { key: 'email', label: t('column.email'), render: (row) => row.email },
    {
      key: 'state',
      label: t('column.state'),
      render: (row) => <Tag tone={tones[row.state]}>{t(`waitlistState.${row.state}`)}</Tag>,
    },
    {
      key: 'referrals',
      label: t('column.referrals'),
      sortable: true,
      numeric: true,
      render: (row) => formats.integer(row.referrals),
    },
    { key: 'createdAt', label: t('column.joined'), sortable: true, render: (row) => time(row.createdAt) },
    { key: 'rankedAt', label: t('column.rankedAt'), sortable: true, render: (row) => time(row.rankedAt) },
    { key: 'invitedAt', label: t('column.invitedAt'), render: (row) => time(row.invitedAt) },
    { key: 'verifiedAt', label: t('column.verifiedAt'), hidden: true, render: (row) => time(row.verifiedAt) },
  ];
  const filters: AdminFilter[] = [
    {
      name: 'state',
      label: t('column.state'),
      options: waitlistStates.map((value) => ({ value, label: t(`waitlistState.${value}`) })),
    },
  ];
  return (
    <Page
      title={t('waitlist.title')}
      lead={t('waitlist.lead')}
      actions={mayManage && <Button onClick={() => setDialog('invite')}>{t('invite.open')}</Button>}
    >
      <Stack gap="md">
        <RulesPanel />
        <div>
          <AdminTable
            id="waitlist"
            label={t('waitlist.title')}
            columns={columns}
            filters={filters}
            search={t('waitlist.search')}
            defaultSort="rankedAt"
            rowKey={(row) => row.id}
            onOpen={mayManage ? setOpen : undefined}
            queryKey={waitlistKey}
            load={loadWaitlist}
            exportPath="/api/admin/waitlist/export.csv"
            empty={{ title: t('waitlist.empty'), hint: t('waitlist.emptyHint') }}
          />
        </div>
      </Stack>
      {dialog === 'invite' && mayManage && <InviteDialog onClose={() => setDialog('none')} />}
      {open && <EntryDialog row={open} onClose={() => setOpen(null)} />}
    </Page>
  );
}

export { WaitlistRowsPage as Component };
