import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AdminTable } from '@/components/adminTable/AdminTable';
import type { AdminColumn, AdminFilter } from '@/components/adminTable/types';
import { Page } from '@/components/Page';
import { Tag } from '@/components/Tag';
import { useMay } from '@/lib/auth/useSession';
import { useFormats } from '@/lib/formats/useFormats';
import { depositsKey, loadDeposits, type DepositLine } from '../api/wallet';
import { CollectDialog } from '../components/CollectDialog';
import '../texts';

const states = ['open', 'lapsed', 'credited', 'returned'] as const;
const tones = { open: 'warn', lapsed: 'plain', credited: 'accent', returned: 'plain' } as const;

export function DepositsPage() {
  const { t } = useTranslation('adminWallet');
  const formats = useFormats();
  const mayCollect = useMay('payments.withdrawals');
  const [open, setOpen] = useState<DepositLine | null>(null);
  const money = (amount: number, { currency }: DepositLine) => formats.fullMoney(amount, currency);
  const columns: AdminColumn<DepositLine>[] = [
    {
      key: 'amount',
      label: t('deposits.amount'),
      numeric: true,
      render: (line) => money(line.amount, line),
    },
    {
      key: 'state',
      label: t('deposits.state'),
      render: ({ state }) => <Tag tone={tones[state]}>{t(`deposits.states.${state}`)}</Tag>,
    },
    {
      key: 'userId',
      label: t('deposits.userId'),
      render: ({ userId }) => (userId ? t('person', { id: userId.slice(-6) }) : t('withdrawals.left')),
    },
    {
      key: 'takenBack',
      label: t('deposits.takenBack'),
      numeric: true,
      render: (line) => money(line.takenBack, line),
    },
    {
      key: 'missing',
      label: t('deposits.missing'),
      numeric: true,
      render: (line) => money(line.missing, line),
    },
    {
      key: 'createdAt',
      label: t('deposits.createdAt'),
      sortable: true,
      render: (line) => formats.tableTime(line.createdAt, false),
    },
    { key: 'paymentId', label: t('deposits.payment'), hidden: true, render: (line) => line.paymentId },
  ];
  const filters: AdminFilter[] = [
    {
      name: 'state',
      label: t('deposits.state'),
      options: states.map((value) => ({ value, label: t(`deposits.states.${value}`) })),
    },
    {
      name: 'missing',
      label: t('deposits.missing'),
      options: [
        { value: 'true', label: t('deposits.isMissing') },
        { value: 'false', label: t('deposits.isWhole') },
      ],
    },
  ];
  return (
    <Page title={t('deposits.title')} lead={t('deposits.lead')}>
      <AdminTable
        id="deposits"
        label={t('deposits.title')}
        columns={columns}
        filters={filters}
        defaultSort="-createdAt"
        rowKey={(line) => line.id}
        onOpen={(line) => {
          if (mayCollect && line.missing > 0) setOpen(line);
        }}
        queryKey={depositsKey}
        load={loadDeposits}
        empty={{ title: t('deposits.empty'), hint: t('deposits.emptyHint') }}
      />
      {open && <CollectDialog deposit={open} onClose={() => setOpen(null)} />}
    </Page>
  );
}

export { DepositsPage as Component };
