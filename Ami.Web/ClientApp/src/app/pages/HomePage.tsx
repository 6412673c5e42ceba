import { Button, Stack } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Page } from '@/components/Page';
import { Panel } from '@/components/Panel';
import { QueryView } from '@/components/QueryView';
import { SimulatedBadge } from '@/components/SimulatedBadge';
import { StatsSkeleton } from '@/components/Stat';
import { ErrorState, RowsSkeleton } from '@/components/states';
import { Movers } from '@/features/market/components/Movers';
import { useSelectedAccount } from '@/features/paper-trading/api/useSelectedAccount';
import { AccountStats } from '@/features/paper-trading/components/AccountStats';
import { PositionsList } from '@/features/paper-trading/components/PositionsList';
import { WorkingList } from '@/features/paper-trading/components/WorkingList';
import { useUser } from '@/lib/auth/useSession';
import { useFlags } from '@/lib/flags/useFlags';
import { FirstSteps } from './FirstSteps';
import classes from './HomePage.module.css';
import { useDigits } from './useDigits';

const StreakCard = lazy(() => import('@/features/learning/experience/StreakCard'));

const partOfDay = (hour: number) => (hour < 12 ? 'morning' : hour < 20 ? 'afternoon' : 'evening');

/** All of the account comes in one answer, and so at once. */
function HomeSkeleton() {
  return (
    <>
      <StatsSkeleton count={4} />
      <RowsSkeleton rows={8} height={32} />
    </>
  );
}

/** Today at a glance: the account, what is open, what waits, what moves, and what a newcomer does next. */
export default function HomePage() {
  const { t } = useTranslation();
  const { t: trade } = useTranslation('paperTrading');
  const user = useUser();
  const isOn = useFlags();
  const trades = isOn('module.paper-trading') !== false;
  const movers = isOn('module.market') !== false && <Movers />;
  const { accounts, account } = useSelectedAccount();
  const digits = useDigits();
  const greeting = t(`home.greeting_${partOfDay(new Date().getHours())}`, { name: user?.displayName ?? '' });
  const toTrade = (
    <Button component={Link} to="/trade" variant="subtle" size="compact-xs">
      {t('home.goTrade')}
    </Button>
  );
  return (
    <Page title={greeting} actions={<SimulatedBadge />}>
      <Stack gap="md">
        {isOn('module.learning') !== false && (
          <div className={classes.streak}>
            <Suspense>{isOn('module.learning') && <StreakCard />}</Suspense>
          </div>
        )}
        {!trades && movers}
        {trades && (
          <QueryView
            query={accounts}
            skeleton={<HomeSkeleton />}
            failed={(error, retry) => (
              <>
                <ErrorState error={error} onRetry={retry} />
                {movers}
              </>
            )}
          >
            {() => (
              <>
                <AccountStats brief />
                <FirstSteps account={account} />
                <div className={classes.columns}>
                  <Panel title={trade('positions.title')} actions={toTrade} flush>
                    <PositionsList account={account} digits={digits} />
                  </Panel>
                  <Panel title={trade('orders.title')} flush>
                    <WorkingList digits={digits} />
                  </Panel>
                  {movers && <div className={classes.movers}>{movers}</div>}
                </div>
              </>
            )}
          </QueryView>
        )}
      </Stack>
    </Page>
  );
}
