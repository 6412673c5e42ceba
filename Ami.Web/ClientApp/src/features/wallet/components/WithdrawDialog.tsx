import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ActDialog } from '@/components/ActDialog';
import { AmountInput } from '@/components/AmountInput';
import { useAttempt } from '@/lib/api/useAttempt';
import { walletActs, walletKey, type Pocket } from '../api/wallet';
import { useMoneyField } from './useMoneyField';

const minDestination = 4;
const maxDestination = 120;

/** Reserves money to be paid out. */
export function WithdrawDialog({ pocket, onClose }: { pocket: Pocket; onClose: () => void }) {
  const { t } = useTranslation('wallet');
  const attempt = useAttempt();
  const [destination, setDestination] = useState('');
  const most = Math.min(pocket.available, pocket.withdrawalLeft);
  const field = useMoneyField(pocket.currency, pocket.leastWithdrawal, most);
  return (
    <ActDialog
      title={t('withdraw.title')}
      lead={t('withdraw.lead', { least: field.money(pocket.leastWithdrawal), most: field.money(most) })}
      submit={t('withdraw.submit')}
      done={t('withdraw.done')}
      ready={field.amount !== null && destination.trim().length >= minDestination}
      act={() => {
        const body = {
          amount: field.amount ?? 0,
          currency: pocket.currency,
          destination: destination.trim(),
        };
        return attempt.run(body, (key) => walletActs.withdraw(key, body));
      }}
      refresh={[walletKey]}
      onClose={onClose}
    >
      <AmountInput
        label={t('amount', { currency: pocket.currency })}
        value={field.typed}
        onChange={field.setTyped}
        error={field.error}
        data-autofocus
      />
      <TextInput
        label={t('withdraw.destination')}
        description={t('withdraw.destinationHint')}
        maxLength={maxDestination}
        autoComplete="off"
        spellCheck={false}
        value={destination}
        onChange={(event) => setDestination(event.currentTarget.value)}
      />
    </ActDialog>
  );
}
