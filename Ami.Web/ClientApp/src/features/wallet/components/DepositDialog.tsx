import { useTranslation } from 'react-i18next';
import { ActDialog } from '@/components/ActDialog';
import { AmountInput } from '@/components/AmountInput';
import { leaveTo } from '@/lib/leaveTo';
import { useAttempt } from '@/lib/api/useAttempt';
import { walletActs, walletKey, type Pocket } from '../api/wallet';
import { useMoneyField } from './useMoneyField';

/** Asks how much, and goes to the payment provider's page. */
export function DepositDialog({ pocket, onClose }: { pocket: Pocket; onClose: () => void }) {
  const { t } = useTranslation('wallet');
  const attempt = useAttempt();
  const field = useMoneyField(pocket.currency, pocket.leastDeposit, pocket.depositLeft);
  return (
    <ActDialog
      title={t('deposit.title')}
      lead={t('deposit.lead', {
        least: field.money(pocket.leastDeposit),
        most: field.money(pocket.depositLeft),
      })}
      submit={t('deposit.submit')}
      ready={field.amount !== null}
      act={async () => {
        const body = { amount: field.amount ?? 0, currency: pocket.currency };
        leaveTo((await attempt.run(body, (key) => walletActs.deposit(key, body))).url);
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
    </ActDialog>
  );
}
