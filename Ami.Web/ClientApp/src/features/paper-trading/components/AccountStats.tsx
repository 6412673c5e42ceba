import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { QueryView } from '@/components/QueryView';
import { Stat, Stats, StatsSkeleton } from '@/components/Stat';
import { EmptyState } from '@/components/states';
import { useFormats } from '@/lib/formats/useFormats';
import type { Account } from '../api/types';
import { useLivePositions } from '../api/useLivePositions';
import { useSelectedAccount } from '../api/useSelectedAccount';
import { resultOf } from '../domain/accountResult';
import '../texts/overview';
import { MarginNotice, MarginStats } from './MarginStats';
import { Pnl } from './Pnl';

/** The chosen account at live prices. `brief` leaves out what is not about today. */
export function AccountStats({ brief }: { brief?: boolean }) {
  const { accounts, account } = useSelectedAccount();
  return (
    <QueryView query={accounts} skeleton={<StatsSkeleton count={brief ? 4 : 8} />}>
      {() => (account ? <Figures account={account} brief={brief} /> : <NoAccount />)}
    </QueryView>
  );
}

/** There is no account to show anything of. */
function NoAccount() {
  const { t } = useTranslation('paperTrading');
  return (
    <EmptyState
      icon="trade"
      title={t('ticket.noAccount')}
      action={
        <Button component={Link} to="/trade?dialog=new-account" variant="default" size="xs">
          {t('account.new')}
        </Button>
      }
    />
  );
}

function Figures({ account: stored, brief }: { account: Account; brief?: boolean }) {
  const { t } = useTranslation('paperTrading');
  const formats = useFormats();
  const { account = stored, live } = useLivePositions(stored);
  const result = resultOf(account);
  const money = (value: number) => formats.money(value, account.currency);
  const margin = { account, stored, live };
  return (
    <>
      <MarginNotice {...margin} />
      <Stats>
        <Stat label={t('account.equity')} hint={t('account.since', { amount: money(account.startingCash) })}>
          {money(account.equity)}
        </Stat>
        <Stat label={t('account.unrealised')}>
          <Pnl value={result.unrealised} currency={account.currency} />
        </Stat>
        <Stat
          label={t('account.realised')}
          hint={t('account.beforeFees', {
            amount: formats.signedMoney(result.beforeFees, account.currency),
            fees: money(result.fees),
          })}
        >
          <Pnl value={result.realised} currency={account.currency} />
        </Stat>
        {result.forgivenDebt > 0 && (
          <Stat label={t('account.forgivenDebt')}>
            <Pnl value={result.forgivenDebt} currency={account.currency} />
          </Stat>
        )}
        {!brief && <Stat label={t('account.cash')}>{money(account.cash)}</Stat>}
        {!brief && <Stat label={t('account.exposure')}>{money(account.grossExposure)}</Stat>}
        <Stat
          label={t('account.buyingPower')}
          hint={t(account.costs === 'fifo' ? 'account.leverageFifo' : 'account.leverage', {
            leverage: account.leverage,
          })}
        >
          {money(account.buyingPower)}
        </Stat>
        {!brief && <MarginStats {...margin} />}
      </Stats>
    </>
  );
}
