import { Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useCallback, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ExportButton } from '@/components/adminTable/ExportButton';
import '@/components/adminTable/texts';
import { EquityCurve } from '@/components/charts/EquityCurve';
import { Facts } from '@/components/Facts';
import { QueryView } from '@/components/QueryView';
import { EmptyState } from '@/components/states';
import { useFormats } from '@/lib/formats/useFormats';
import { useLanguage } from '@/lib/i18n/useLanguage';
import type { Account } from '../api/types';
import { DayFilter } from '../components/DayFilter';
import { Pnl } from '../components/Pnl';
import { useDays } from '../api/useDays';
import { useLifeEquity, useStatistics, type Estimate, type Statistics } from './api';
import { Comparison } from './Comparison';
import { Groups } from './Groups';
import './texts';

/** What the closed trades of an account say and how sure that is, since its last reset or before one; and beside the person's other accounts. */
export default function StatisticsPanel({
  account,
  accounts,
}: {
  account: Account;
  accounts: readonly Account[];
}) {
  const { t } = useTranslation('paperStatistics');
  const [life, setLife] = useState<number>();
  const query = useStatistics(account.id, life);
  const asked = useDays();
  const exportId = useId();
  const formats = useFormats();
  return (
    <QueryView query={query}>
      {(view) => (
        <Stack gap="lg" p="md">
          <NativeSelect
            label={t('period')}
            maw="fit-content"
            data={view.lives.map(({ number, startedAt, endedAt }) => ({
              value: String(number),
              label: endedAt
                ? t('between', { from: formats.dateTime(startedAt), to: formats.dateTime(endedAt) })
                : t('since', { from: formats.dateTime(startedAt) }),
            }))}
            value={String(view.life.number)}
            onChange={(event) => setLife(Number(event.currentTarget.value))}
          />
          {view.statistics.trades === 0 ? (
            <EmptyState icon="trade" title={t('empty')} hint={t('emptyHint')} />
          ) : (
            <Figures account={account} view={view} />
          )}
          <Stack gap="xs" role="group" aria-labelledby={exportId}>
            <Text id={exportId} size="sm" fw={600}>
              {t('export')}
            </Text>
            <Group align="end">
              <DayFilter asked={asked} isOfClosed />
              {asked.isSound && (
                <ExportButton
                  path={`/api/trading/paper/accounts/${account.id}/trades/export.csv`}
                  query={{ generation: String(view.life.number), ...asked.days }}
                />
              )}
            </Group>
          </Stack>
          {accounts.length > 1 && <Comparison accounts={accounts} />}
        </Stack>
      )}
    </QueryView>
  );
}

function Figures({ account, view }: { account: Account; view: Statistics }) {
  const { t } = useTranslation('paperStatistics');
  const formats = useFormats();
  const language = useLanguage();
  const { currency } = account;
  const { statistics: stats, life } = view;
  const curve = useLifeEquity(account.id, life.number).data?.points ?? [];
  const money = useCallback((value: number) => formats.money(value, currency), [formats, currency]);
  const between = (estimate: Estimate | null | undefined, text: (value: number) => string) =>
    estimate
      ? t('estimate', {
          value: text(estimate.value),
          lower: text(estimate.lower),
          upper: text(estimate.upper),
        })
      : '–';
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  // The fourth of January of 2026 was a Sunday.
  const dayName = (key: string) => weekday.format(Date.UTC(2026, 0, 4 + Number(key)));
  const last = curve.at(-1);
  return (
    <>
      {last && curve.length > 1 && life.endedAt && (
        <EquityCurve
          points={curve}
          text={money}
          label={t('curve', { first: money(life.startingCash), last: money(last.equity) })}
        />
      )}
      <Facts
        items={[
          [t('trades'), formats.integer(stats.trades)],
          [t('winRate'), between(stats.winRate, (value) => formats.percent(value, 1))],
          [t('expectancyR'), between(stats.expectancyR, (value) => `${formats.ratio(value)} R`)],
          [
            t('needed'),
            stats.tradesNeeded == null
              ? t('neededUnknown')
              : t('neededCount', {
                  needed: formats.integer(stats.tradesNeeded),
                  have: formats.integer(stats.tradesWithR),
                }),
          ],
          [t('result'), <Pnl key="result" value={stats.result} currency={currency} />],
          [
            t('drawdown'),
            `${formats.money(view.maxDrawdown, currency)} (${formats.percent(view.maxDrawdownPct)})`,
          ],
          [t('timeInMarket'), formats.percent(stats.timeInMarket, 1)],
          [t('fees'), formats.money(stats.fees, currency)],
          [
            t('gap'),
            t('gapOf', {
              amount: formats.money(stats.slippage, currency),
              points: formats.ratio(stats.slippageBps),
            }),
          ],
        ]}
      />
      <Text size="xs" c="dimmed">
        {t('explained')}
      </Text>
      <Groups
        title={t('bySymbol')}
        head={t('symbol')}
        groups={stats.bySymbol}
        currency={currency}
        text={(key) => key}
      />
      <Groups
        title={t('byHour')}
        head={t('hour')}
        groups={stats.byHour}
        currency={currency}
        text={(key) => `${key.padStart(2, '0')}:00`}
      />
      <Groups
        title={t('byWeekday')}
        head={t('weekday')}
        groups={stats.byWeekday}
        currency={currency}
        text={dayName}
      />
    </>
  );
}
