import { useTranslation } from 'react-i18next';
import { ActDialog } from '@/components/ActDialog';
import { useAttempt } from '@/lib/api/useAttempt';
import { useFormats } from '@/lib/formats/useFormats';
import { decisions, depositsKey, type DepositLine } from '../api/wallet';

/** Takes what is missing of a deposit, as far as it is there by now. */
export function CollectDialog({ deposit, onClose }: { deposit: DepositLine; onClose: () => void }) {
  const { t } = useTranslation('adminWallet');
  const formats = useFormats();
  const attempt = useAttempt();
  return (
    <ActDialog
      title={t('deposits.collectTitle')}
      lead={t('deposits.collectLead', { amount: formats.fullMoney(deposit.missing, deposit.currency) })}
      submit={t('deposits.collect')}
      done={t('deposits.collected')}
      act={() => attempt.run(deposit.id, (key) => decisions.collect(key, deposit.id))}
      refresh={[depositsKey]}
      onClose={onClose}
    />
  );
}
