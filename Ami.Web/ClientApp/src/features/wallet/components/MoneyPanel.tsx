import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useTranslation } from 'react-i18next';
import { Panel } from '@/components/Panel';
import { Stat, Stats } from '@/components/Stat';
import { useFormats } from '@/lib/formats/useFormats';
import { useChoiceParam } from '@/lib/urlState';
import type { Pocket, Wallet } from '../api/wallet';
import { DepositDialog } from './DepositDialog';
import { WithdrawDialog } from './WithdrawDialog';

/** One currency of the wallet: what is there, what may be moved, and moving it. */
export function MoneyPanel({ wallet, pocket }: { wallet: Wallet; pocket: Pocket }) {
  const { t } = useTranslation('wallet');
  const formats = useFormats();
  const [dialog, setDialog] = useChoiceParam('dialog', ['none', 'deposit', 'withdraw'] as const, 'none');
  const money = (amount: number) => formats.fullMoney(amount, pocket.currency);
  const dollars = (amount: number) => formats.fullMoney(amount, 'USD');
  const close = () => setDialog('none');
  return (
    <Panel title={pocket.currency}>
      <Stack gap="md">
        {wallet.isShort && (
          <Alert color="red" role="alert">
            {t('short')}
          </Alert>
        )}
        <Stats>
          <Stat label={t('available')}>{money(pocket.available)}</Stat>
          <Stat label={t('pending')}>{money(pocket.pending)}</Stat>
          <Stat label={t('balance')}>{money(pocket.balance)}</Stat>
          <Stat label={t('depositLeft')}>{money(pocket.depositLeft)}</Stat>
          <Stat label={t('withdrawalLeft')}>{money(pocket.withdrawalLeft)}</Stat>
        </Stats>
        <Group gap="xs">
          <Button disabled={pocket.depositLeft < pocket.leastDeposit} onClick={() => setDialog('deposit')}>
            {t('deposit.open')}
          </Button>
          <Button
            variant="default"
            disabled={
              wallet.isShort || Math.min(pocket.available, pocket.withdrawalLeft) < pocket.leastWithdrawal
            }
            onClick={() => setDialog('withdraw')}
          >
            {t('withdraw.open')}
          </Button>
        </Group>
        <Text size="xs" c="dimmed">
          {t('limits', {
            deposit: dollars(wallet.limits.depositPerDay),
            withdraw: dollars(wallet.limits.withdrawPerDay),
            held: dollars(wallet.limits.mostHeld),
          })}
        </Text>
        {dialog === 'deposit' && <DepositDialog pocket={pocket} onClose={close} />}
        {dialog === 'withdraw' && <WithdrawDialog pocket={pocket} onClose={close} />}
      </Stack>
    </Panel>
  );
}
