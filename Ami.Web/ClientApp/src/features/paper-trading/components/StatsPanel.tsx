import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Facts } from '@/components/Facts';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { useFormats } from '@/lib/formats/useFormats';
import { useStats } from '../api/parts';
import type { Account } from '../api/types';
import '../texts/figures';
import '../texts/trade';
import { Pnl } from './Pnl';

/** Below this a win rate is mostly luck; said where the figures are shown. */
const enoughTrades = 30;

export function StatsPanel({ account }: { account: Account | undefined }) {
  const { t } = useTranslation('paperTrading');
  const formats = useFormats();
  const query = useStats();
  const currency = account?.currency ?? 'USD';
  const money = (value: number | null | undefined) =>
    value == null ? '–' : <Pnl value={value} currency={currency} />;
  return (
    <Panel title={t('trade.statsTitle')}>
      <QueryView query={query}>
        {(stats) => (
          <>
            <Facts
              items={[
                [
                  t('stats.trades'),
                  `${formats.integer(stats.trades)} (${t('stats.wins', { wins: stats.wins, losses: stats.losses })})`,
                ],
                [t('stats.winRate'), stats.winRate == null ? '–' : formats.percent(stats.winRate, 1)],
                [
                  t('stats.profitFactor'),
                  stats.profitFactor == null ? '–' : formats.ratio(stats.profitFactor),
                ],
                [t('stats.expectancy'), money(stats.expectancy)],
                [t('stats.averageWin'), money(stats.wins === 0 ? null : stats.averageWin)],
                [t('stats.averageLoss'), money(stats.losses === 0 ? null : stats.averageLoss)],
                [
                  t('stats.maxDrawdown'),
                  `${formats.money(stats.maxDrawdown, currency)} (${formats.percent(stats.maxDrawdownPct)})`,
                ],
                [t('stats.best'), money(stats.trades === 0 ? null : stats.bestTrade)],
                [t('stats.worst'), money(stats.trades === 0 ? null : stats.worstTrade)],
                [t('stats.fees'), formats.money(stats.feesPaid, currency)],
                ...(stats.carryPaid === 0
                  ? []
                  : ([[t('stats.carry'), formats.money(stats.carryPaid, currency)]] as const)),
              ]}
            />
            <Text size="xs" c="dimmed" mt="xs">
              {t('stats.afterFees')} {stats.trades < enoughTrades && t('stats.few')}
            </Text>
          </>
        )}
      </QueryView>
    </Panel>
  );
}
