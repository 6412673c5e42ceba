import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActDialog } from '@/components/ActDialog';
import { useAttempt } from '@/lib/api/useAttempt';
import { useFormats } from '@/lib/formats/useFormats';
import { decisions, withdrawalsKey, type WithdrawalLine } from '../api/wallet';

export type Decision = 'approve' | 'reject' | 'paid';

const shortest = 3;
const longest = { reject: 300, paid: 120 };

/** Approves a withdrawal, refuses it with a reason, or says by which payment it was paid. */
export function DecisionDialog(props: {
  decision: Decision;
  withdrawal: WithdrawalLine;
  onClose: () => void;
}) {
  const { decision, withdrawal } = props;
  const { t } = useTranslation('adminWallet');
  const formats = useFormats();
  const attempt = useAttempt();
  const [typed, setTyped] = useState('');
  const text = typed.trim();
  const destination = withdrawal.destination ?? '';
  const lead =
    decision === 'approve' && withdrawal.needsTwo && !withdrawal.firstApproverId
      ? t('approve.leadTwo', { destination })
      : t(`${decision}.lead`, { destination });
  return (
    <ActDialog
      title={t(`${decision}.title`, { amount: formats.fullMoney(withdrawal.amount, withdrawal.currency) })}
      lead={lead}
      submit={t(`${decision}.open`)}
      done={t(`${decision}.done`)}
      danger={decision === 'reject'}
      ready={decision === 'approve' || text.length >= shortest}
      act={() =>
        attempt.run({ decision, id: withdrawal.id, version: withdrawal.version, text }, (key) =>
          decision === 'approve'
            ? decisions.approve(key, withdrawal)
            : decisions[decision](key, withdrawal, text),
        )
      }
      refresh={[withdrawalsKey]}
      onClose={props.onClose}
    >
      {decision !== 'approve' && (
        <TextInput
          label={decision === 'reject' ? t('reject.reason') : t('paid.reference')}
          maxLength={longest[decision]}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          data-autofocus
        />
      )}
    </ActDialog>
  );
}
