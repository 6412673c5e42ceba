import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AdminTable } from '@/components/adminTable/AdminTable';
import type { AdminColumn, AdminFilter } from '@/components/adminTable/types';
import { Page } from '@/components/Page';
import { Tag } from '@/components/Tag';
import { useFormats } from '@/lib/formats/useFormats';
import { loadWithdrawals, withdrawalsKey, type WithdrawalLine } from '../api/wallet';
import { DecisionDialog, type Decision } from '../components/DecisionDialog';
import { WithdrawalDialog } from '../components/WithdrawalDialog';
import '../texts';

const states = ['requested', 'approved', 'paid', 'rejected', 'cancelled'] as const;
const tones = {
  requested: 'warn',
  approved: 'accent',
  paid: 'plain',
  rejected: 'plain',
  cancelled: 'plain',
} as const;

export function WithdrawalsPage() {
  const { t } = useTranslation('adminWallet');
  const formats = useFormats();
  const [open, setOpen] = useState<WithdrawalLine | null>(null);
  const [deciding, setDeciding] = useState<{ decision: Decision; withdrawal: WithdrawalLine } | null>(null);
  const columns: AdminColumn<WithdrawalLine>[] = [
    {
      key: 'amount',
      label: t('withdrawals.amount'),
      numeric: true,
      render: (line) => formats.fullMoney(line.amount, line.currency),
    },
    {
      key: 'state',
      label: t('withdrawals.state'),
      render: ({ state }) => <Tag tone={tones[state]}>{t(`withdrawals.states.${state}`)}</Tag>,
    },
    {
      key: 'userId',
      label: t('withdrawals.userId'),
      render: ({ userId }) => (userId ? t('person', { id: userId.slice(-6) }) : t('withdrawals.left')),
    },
    { key: 'destination', label: t('withdrawals.destination'), render: (line) => line.destination },
    {
      key: 'approvals',
      label: t('withdrawals.approvals'),
      render: (line) =>
        t('withdrawals.approvalsOf', {
          given: (line.firstApproverId ? 1 : 0) + (line.approverId ? 1 : 0),
          needed: line.needsTwo ? 2 : 1,
        }),
    },
    {
      key: 'createdAt',
      label: t('withdrawals.createdAt'),
      sortable: true,
      render: (line) => formats.tableTime(line.createdAt, false),
    },
    {
      key: 'reference',
      label: t('withdrawals.reference'),
      hidden: true,
      render: (line) => line.paymentReference,
    },
  ];
  const filters: AdminFilter[] = [
    {
      name: 'state',
      label: t('withdrawals.state'),
      options: states.map((value) => ({ value, label: t(`withdrawals.states.${value}`) })),
    },
  ];
  return (
    <Page title={t('withdrawals.title')} lead={t('withdrawals.lead')}>
      <AdminTable
        id="withdrawals"
        label={t('withdrawals.title')}
        columns={columns}
        filters={filters}
        defaultSort="-createdAt"
        rowKey={(line) => line.id}
        onOpen={setOpen}
        queryKey={withdrawalsKey}
        load={loadWithdrawals}
        exportPath="/api/admin/payments/withdrawals/export.csv"
        empty={{ title: t('withdrawals.empty'), hint: t('withdrawals.emptyHint') }}
      />
      {open && (
        <WithdrawalDialog
          withdrawal={open}
          onDecide={(decision) => {
            setDeciding({ decision, withdrawal: open });
            setOpen(null);
          }}
          onClose={() => setOpen(null)}
        />
      )}
      {deciding && <DecisionDialog {...deciding} onClose={() => setDeciding(null)} />}
    </Page>
  );
}

export { WithdrawalsPage as Component };
