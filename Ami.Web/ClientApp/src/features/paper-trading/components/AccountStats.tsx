import { useTranslation } from 'react-i18next';
import { Stat, Stats, StatsSkeleton } from '@/components/Stat';
import { useFormats } from '@/lib/formats/useFormats';
import type { Account } from '../api/types';
import { useLivePositions } from '../api/useLivePositions';
import '../texts';
import { Pnl } from './Pnl';

/** The account at live prices. `brief` leaves out what is not about today. */
export function AccountStats({ account: stored, brief }: { account: Account | undefined; brief?: boolean }) {
  const { t } = useTranslation('paperTrading');
  const formats = useFormats();
  const { account } = useLivePositions(stored);
  if (!account) return <StatsSkeleton count={brief ? 4 : 6} />;
  const money = (value: number) => formats.money(value, account.currency);
  return (
    <Stats>
      <Stat label={t('account.equity')} hint={t('account.since', { amount: money(account.startingCash) })}>
        {money(account.equity)}
      </Stat>
      <Stat label={t('account.unrealised')}>
        <Pnl value={account.unrealisedPnl} currency={account.currency} />
      </Stat>
      <Stat label={t('account.realised')}>
        <Pnl value={account.realisedPnl} currency={account.currency} />
      </Stat>
      {!brief && (
        <Stat label={t('account.cash')} hint={`${t('account.fees')}: ${money(account.feesPaid)}`}>
          {money(account.cash)}
        </Stat>
      )}
      {!brief && <Stat label={t('account.exposure')}>{money(account.grossExposure)}</Stat>}
      <Stat label={t('account.buyingPower')} hint={t('account.leverage', { leverage: account.leverage })}>
        {money(account.buyingPower)}
      </Stat>
    </Stats>
  );
}
