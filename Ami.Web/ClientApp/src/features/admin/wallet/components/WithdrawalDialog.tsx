import { Alert, Button, Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Dialog } from '@/components/Dialog';
import { Facts } from '@/components/Facts';
import { useMay, useUser } from '@/lib/auth/useSession';
import { useFormats } from '@/lib/formats/useFormats';
import type { WithdrawalLine } from '../api/wallet';
import type { Decision } from './DecisionDialog';

type Props = {
  withdrawal: WithdrawalLine;
  onDecide: (decision: Decision) => void;
  onClose: () => void;
};

/** A withdrawal with everything that one decides by, and what may be decided on it as it stands. */
export function WithdrawalDialog({ withdrawal, onDecide, onClose }: Props) {
  const { t } = useTranslation('adminWallet');
  const formats = useFormats();
  const me = useUser()?.id;
  const mayDecide = useMay('payments.withdrawals') && withdrawal.userId !== me;
  const none = t('noValue', { ns: 'common' });
  const given = (withdrawal.firstApproverId ? 1 : 0) + (withdrawal.approverId ? 1 : 0);
  const possible: readonly Decision[] = !mayDecide
    ? []
    : withdrawal.state === 'requested'
      ? ['reject', ...(withdrawal.isShort || withdrawal.firstApproverId === me ? [] : (['approve'] as const))]
      : withdrawal.state === 'approved'
        ? ['reject', 'paid']
        : [];
  const amount = formats.fullMoney(withdrawal.amount, withdrawal.currency);
  return (
    <Dialog opened onClose={onClose} title={t('withdrawals.dialog', { amount })}>
      <Stack gap="md">
        {withdrawal.isShort && (
          <Alert color="red" role="alert">
            {t('withdrawals.short')}
          </Alert>
        )}
        <Facts
          items={[
            [t('withdrawals.state'), t(`withdrawals.states.${withdrawal.state}`)],
            [t('withdrawals.destination'), withdrawal.destination ?? none],
            [
              t('withdrawals.approvals'),
              t('withdrawals.approvalsOf', { given, needed: withdrawal.needsTwo ? 2 : 1 }),
            ],
            [t('withdrawals.reason'), withdrawal.reason ?? none],
            [t('withdrawals.reference'), withdrawal.paymentReference ?? none],
            [t('withdrawals.createdAt'), formats.fullTime(withdrawal.createdAt)],
            [t('withdrawals.changedAt'), formats.fullTime(withdrawal.changedAt)],
          ]}
        />
        <Group justify="flex-end">
          {withdrawal.userId && (
            <Button component={Link} to={`/admin/users/${withdrawal.userId}`} variant="default">
              {t('seePerson')}
            </Button>
          )}
          {possible.map((decision) => (
            <Button
              key={decision}
              variant={decision === 'reject' ? 'default' : 'filled'}
              onClick={() => onDecide(decision)}
            >
              {t(`${decision}.open`)}
            </Button>
          ))}
          {possible.length === 0 && (
            <Button variant="default" onClick={onClose}>
              {t('close', { ns: 'common' })}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
}
