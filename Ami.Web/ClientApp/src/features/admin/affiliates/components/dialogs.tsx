import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActDialog } from '@/components/ActDialog';
import { Dialog } from '@/components/Dialog';
import {
  affiliatesKey,
  decideAffiliate,
  decideSignal,
  type AffiliateRow,
  type Decision,
  type SignalRow,
} from '../api/affiliates';

const decisions: Record<AffiliateRow['state'], readonly Decision[]> = {
  applied: ['refuse', 'approve'],
  active: ['suspend'],
  suspended: ['approve'],
  refused: [],
  closed: [],
};

function Reason({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation('adminAffiliates');
  return (
    <Textarea
      label={t('reason')}
      autosize
      minRows={2}
      maxLength={1000}
      data-autofocus
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** What somebody wrote when they applied, and what can be decided. */
export function AffiliateDialog({
  row,
  mayManage,
  onClose,
}: {
  row: AffiliateRow;
  mayManage: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation('adminAffiliates');
  const [decision, setDecision] = useState<Decision | null>(null);
  const [reason, setReason] = useState('');
  if (decision)
    return (
      <ActDialog
        title={t(`decide.${decision}`)}
        lead={t(`decideLead.${decision}`)}
        submit={t(`decide.${decision}`)}
        done={t('decided')}
        danger={decision !== 'approve'}
        ready={decision === 'approve' || reason.trim() !== ''}
        act={() => decideAffiliate(row, decision, reason.trim())}
        refresh={[affiliatesKey]}
        onClose={onClose}
      >
        {decision !== 'approve' && <Reason value={reason} onChange={setReason} />}
      </ActDialog>
    );
  return (
    <Dialog opened onClose={onClose} title={row.code}>
      <Stack gap="md">
        <Text size="sm">{t(`affiliateState.${row.state}`)}</Text>
        {row.reason && <Text size="sm">{t('because', { reason: row.reason })}</Text>}
        <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
          {row.about}
        </Text>
        {mayManage && (
          <Group justify="flex-end" gap="xs">
            {decisions[row.state].map((one) => (
              <Button
                key={one}
                variant={one === 'approve' ? 'filled' : 'default'}
                c={one === 'approve' ? undefined : 'var(--mantine-color-error)'}
                onClick={() => setDecision(one)}
              >
                {t(`decide.${one}`)}
              </Button>
            ))}
          </Group>
        )}
      </Stack>
    </Dialog>
  );
}

/** Whether what looks like fraud was: one act for each answer, both with a reason. */
export function SignalDialog({ row, onClose }: { row: SignalRow; onClose: () => void }) {
  const { t } = useTranslation('adminAffiliates');
  const [isFraud, setIsFraud] = useState<boolean | null>(null);
  const [reason, setReason] = useState('');
  const title = t(`signal.${row.kind}`, { count: row.count, of: row.ofCount });
  if (isFraud === null)
    return (
      <Dialog opened onClose={onClose} title={title}>
        <Stack gap="md">
          <Text size="sm">{t('signalLead', { count: row.heldCommissions, code: row.code })}</Text>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" c="var(--mantine-color-error)" onClick={() => setIsFraud(true)}>
              {t('signalFraud')}
            </Button>
            <Button onClick={() => setIsFraud(false)}>{t('signalClear')}</Button>
          </Group>
        </Stack>
      </Dialog>
    );
  return (
    <ActDialog
      title={title}
      lead={t(isFraud ? 'signalFraudLead' : 'signalClearLead')}
      submit={t(isFraud ? 'signalFraud' : 'signalClear')}
      done={t('decided')}
      danger={isFraud}
      ready={reason.trim() !== ''}
      act={() => decideSignal(row.id, isFraud, reason.trim())}
      refresh={[affiliatesKey]}
      onClose={onClose}
    >
      <Reason value={reason} onChange={setReason} />
    </ActDialog>
  );
}
