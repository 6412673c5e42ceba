import { Alert, Group, NativeSelect, Stack } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '@/components/Page';
import { QueryView } from '@/components/QueryView';
import { Together } from '@/components/Together';
import { useChoiceParam } from '@/lib/urlState';
import { useWallet, useWithdrawals, type Wallet } from '../api/wallet';
import { Entries } from '../components/Entries';
import { MoneyPanel } from '../components/MoneyPanel';
import { PracticePanel } from '../components/PracticePanel';
import { StatementPanel } from '../components/StatementPanel';
import { Withdrawals } from '../components/Withdrawals';
import '../texts';

/** So often, and for so long, it is looked whether what was paid has come. */
const everyMs = 2_000;
const lookedForMs = 60_000;

const currencies = ['USD', 'EUR', 'ARS', 'MXN'] as const;

/** Real money of one currency, with everything about it. */
function Money({ wallet, currency, every }: { wallet: Wallet; currency: string; every: number | false }) {
  const pocket = wallet.pockets.find((one) => one.currency === currency);
  if (!pocket) return null;
  return (
    <>
      <MoneyPanel wallet={wallet} pocket={pocket} />
      <Withdrawals />
      <StatementPanel realm="real" currency={currency} />
      <Entries realm="real" currency={currency} everyMs={every} />
    </>
  );
}

/** One's wallets. The payment provider sends people back here from its page. */
export function WalletPage() {
  const { t } = useTranslation('wallet');
  const [checkout] = useChoiceParam('checkout', ['none', 'done', 'cancelled'] as const, 'none');
  const [realm, setRealm] = useChoiceParam('realm', ['real', 'practice'] as const, 'real');
  const [currency, setCurrency] = useChoiceParam('currency', currencies, 'USD');
  const [isLooking, setLooking] = useState(checkout === 'done');
  useEffect(() => {
    if (!isLooking) return;
    const timer = setTimeout(() => setLooking(false), lookedForMs);
    return () => clearTimeout(timer);
  }, [isLooking]);
  const every = isLooking ? everyMs : false;
  const query = useWallet(every);
  const withdrawals = useWithdrawals();
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <Group gap="xs">
          <NativeSelect
            size="xs"
            aria-label={t('realm.label')}
            value={realm}
            onChange={(event) => setRealm(event.currentTarget.value === 'practice' ? 'practice' : 'real')}
            data={(['real', 'practice'] as const).map((value) => ({ value, label: t(`realm.${value}`) }))}
          />
          {realm === 'real' && (
            <NativeSelect
              size="xs"
              aria-label={t('currency')}
              value={currency}
              onChange={(event) => {
                const picked = event.currentTarget.value;
                setCurrency(currencies.find((one) => one === picked) ?? 'USD');
              }}
              data={[...currencies]}
            />
          )}
        </Group>
      }
    >
      <Stack gap="md">
        {checkout !== 'none' && (
          <Alert color="accent" role="status">
            {t(checkout === 'done' ? 'returned' : 'cancelled')}
          </Alert>
        )}
        {realm === 'practice' ? (
          <>
            <PracticePanel />
            <StatementPanel realm="practice" currency="USD" />
            <Entries realm="practice" currency="USD" everyMs={false} />
          </>
        ) : (
          <Together queries={[query, withdrawals]}>
            <QueryView query={query}>
              {(wallet) => <Money wallet={wallet} currency={currency} every={every} />}
            </QueryView>
          </Together>
        )}
      </Stack>
    </Page>
  );
}

export { WalletPage as Component };
