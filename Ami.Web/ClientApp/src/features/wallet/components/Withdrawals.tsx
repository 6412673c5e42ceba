import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActDialog } from '@/components/ActDialog';
import { DataTable } from '@/components/DataTable';
import { Panel } from '@/components/Panel';
import { Table } from '@/components/Table';
import { Tag } from '@/components/Tag';
import { MoreButton } from '@/components/MoreButton';
import { useAttempt } from '@/lib/api/useAttempt';
import { useFormats } from '@/lib/formats/useFormats';
import { useWithdrawals, walletActs, walletKey, type Withdrawal } from '../api/wallet';

const tones = {
  requested: 'warn',
  approved: 'accent',
  paid: 'plain',
  rejected: 'plain',
  cancelled: 'plain',
} as const;

function CancelDialog({ withdrawal, onClose }: { withdrawal: Withdrawal; onClose: () => void }) {
  const { t } = useTranslation('wallet');
  const formats = useFormats();
  const attempt = useAttempt();
  const { id, version } = withdrawal;
  return (
    <ActDialog
      title={t('withdrawals.cancelTitle')}
      lead={t('withdrawals.cancelLead', {
        amount: formats.fullMoney(withdrawal.amount, withdrawal.currency),
      })}
      submit={t('withdrawals.cancelSubmit')}
      leave={t('withdrawals.keep')}
      done={t('withdrawals.cancelDone')}
      danger
      act={() => attempt.run({ id, version }, (key) => walletActs.cancel(key, id, version))}
      refresh={[walletKey]}
      onClose={onClose}
    />
  );
}

/** One's withdrawals, newest first; nothing where there never was one. */
export function Withdrawals() {
  const { t } = useTranslation('wallet');
  const formats = useFormats();
  const query = useWithdrawals();
  const [cancelling, setCancelling] = useState<Withdrawal | null>(null);
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (rows.length === 0) return null;
  return (
    <Panel title={t('withdrawals.title')} flush>
      <DataTable label={t('withdrawals.title')} stacked across={2}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('withdrawals.amount')}</Table.Th>
            <Table.Th>{t('withdrawals.state')}</Table.Th>
            <Table.Th>{t('withdrawals.createdAt')}</Table.Th>
            <Table.Th>{t('withdrawals.destination')}</Table.Th>
            <Table.Th>{t('withdrawals.reason')}</Table.Th>
            <Table.Th>{t('withdrawals.cancel')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => {
            const amount = formats.fullMoney(row.amount, row.currency);
            return (
              <Table.Tr key={row.id}>
                <Table.Td>{amount}</Table.Td>
                <Table.Td label={t('withdrawals.state')}>
                  <Tag tone={tones[row.state]}>{t(`withdrawals.states.${row.state}`)}</Tag>
                </Table.Td>
                <Table.Td label={t('withdrawals.createdAt')}>{formats.date(row.createdAt)}</Table.Td>
                <Table.Td label={t('withdrawals.destination')}>{row.destination}</Table.Td>
                <Table.Td label={t('withdrawals.reason')}>
                  {row.reason ?? t('noValue', { ns: 'common' })}
                </Table.Td>
                <Table.Td actions>
                  {row.state === 'requested' && (
                    <Button
                      variant="default"
                      size="compact-xs"
                      aria-label={t('withdrawals.cancelOf', { amount })}
                      onClick={() => setCancelling(row)}
                    >
                      {t('withdrawals.cancel')}
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </DataTable>
      <MoreButton {...query} />
      {cancelling && <CancelDialog withdrawal={cancelling} onClose={() => setCancelling(null)} />}
    </Panel>
  );
}
