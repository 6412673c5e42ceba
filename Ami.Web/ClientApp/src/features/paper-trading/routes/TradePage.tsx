import { Stack, Tabs } from '@mantine/core';
import '@mantine/core/styles/Tabs.css';
import { useTranslation } from 'react-i18next';
import { later } from '@/components/later';
import { Page } from '@/components/Page';
import { Waiting } from '@/components/QueryView';
import { SimulatedBadge } from '@/components/SimulatedBadge';
import { StatsSkeleton } from '@/components/Stat';
import { ErrorState, RowsSkeleton } from '@/components/states';
import { useChoiceParam } from '@/lib/urlState';
import { useSelectedAccount } from '../api/useSelectedAccount';
import { AccountBar } from '../components/AccountBar';
import { AccountStats } from '../components/AccountStats';
import { CloseAllButton } from '../components/CloseAllButton';
import type { DigitsBySymbol } from '../components/digits';
import { EquityPanel } from '../components/EquityPanel';
import { FillsTable } from '../components/FillsTable';
import { OrderHistory } from '../components/OrderHistory';
import { PositionsTable } from '../components/PositionsTable';
import { StatsPanel } from '../components/StatsPanel';
import { WorkingOrders } from '../components/WorkingOrders';
import '../texts';
import '../texts/trade';
import classes from './TradePage.module.css';

/** Comes when it is looked at. */
const RulesPanel = later(() => import('../rules/RulesPanel'));
const StatisticsPanel = later(() => import('../statistics/StatisticsPanel'));

const tabs = ['positions', 'orders', 'history', 'fills', 'statistics', 'rules'] as const;

/** All of the account comes in one answer, and so at once. */
function TradeSkeleton() {
  return (
    <Waiting
      skeleton={
        <>
          <StatsSkeleton count={8} />
          <RowsSkeleton rows={10} height={32} />
        </>
      }
      late={() => <AccountStats />}
    />
  );
}

/** One account in full. The app gives the digits of each symbol, which the market feature knows. */
export function TradePage({ digits }: { digits: DigitsBySymbol }) {
  const { t } = useTranslation('paperTrading');
  const { accounts, account } = useSelectedAccount();
  const [tab, setTab] = useChoiceParam('tab', tabs, 'positions');

  if (accounts.error && !accounts.data) {
    return <ErrorState error={accounts.error} onRetry={() => void accounts.refetch()} />;
  }
  return (
    <Page
      title={t('trade.title')}
      lead={
        <>
          <SimulatedBadge /> {t('trade.lead')}
        </>
      }
      actions={
        <>
          <CloseAllButton account={account} />
          <AccountBar />
        </>
      }
    >
      <Stack gap="md">
        {accounts.data ? <AccountStats /> : <TradeSkeleton />}
        {accounts.data && accounts.data.length !== 0 && (
          <>
            <section className={classes.tabs} aria-label={t('trade.tabs.label')}>
              <Tabs
                value={tab}
                onChange={(value) => setTab(tabs.find((one) => one === value) ?? 'positions')}
                keepMounted={false}
              >
                <Tabs.List className={classes.list}>
                  {tabs.map((value) => (
                    <Tabs.Tab key={value} value={value}>
                      {t(`trade.tabs.${value}`)}
                    </Tabs.Tab>
                  ))}
                </Tabs.List>
                <Tabs.Panel value="positions">
                  <PositionsTable account={account} digits={digits} />
                </Tabs.Panel>
                <Tabs.Panel value="orders">
                  <WorkingOrders account={account} digits={digits} />
                </Tabs.Panel>
                <Tabs.Panel value="history">
                  <OrderHistory account={account} digits={digits} />
                </Tabs.Panel>
                <Tabs.Panel value="fills">
                  <FillsTable account={account} digits={digits} />
                </Tabs.Panel>
                <Tabs.Panel value="statistics">
                  {account && <StatisticsPanel key={account.id} account={account} accounts={accounts.data} />}
                </Tabs.Panel>
                <Tabs.Panel value="rules">{account && <RulesPanel account={account} />}</Tabs.Panel>
              </Tabs>
            </section>
            <div className={classes.performance}>
              <EquityPanel account={account} />
              <StatsPanel account={account} />
            </div>
          </>
        )}
      </Stack>
    </Page>
  );
}
