import { Tabs } from '@mantine/core';
import '@mantine/core/styles/Tabs.css';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePositions, useWorkingOrders } from '@/features/paper-trading/api/parts';
import { useSelectedAccount } from '@/features/paper-trading/api/useSelectedAccount';
import { PositionsTable } from '@/features/paper-trading/components/PositionsTable';
import { whenIdle } from '@/components/later';
import { RowsSkeleton } from '@/components/states';
import { usePart } from '@/features/market/commands/desk';
import { storage } from '@/lib/storage';
import { useChoiceParam } from '@/lib/urlState';
import { useDigits } from '../useDigits';
import classes from './Dock.module.css';
import './texts';

// What is not looked at first comes when it is, or before: cancelling an order must not wait for its code.
const fetchOrders = () => import('@/features/paper-trading/components/WorkingOrders');
const WorkingOrders = lazy(async () => ({ default: (await fetchOrders()).WorkingOrders }));
whenIdle(() => void fetchOrders().catch(() => undefined));
const OrderHistory = lazy(async () => ({
  default: (await import('@/features/paper-trading/components/OrderHistory')).OrderHistory,
}));
const FillsTable = lazy(async () => ({
  default: (await import('@/features/paper-trading/components/FillsTable')).FillsTable,
}));
const AccountPanel = lazy(() => import('./AccountPanel'));
const Alerts = lazy(() => import('./Alerts'));
const Watchlists = lazy(() => import('./Watchlists'));

const tabs = ['positions', 'orders', 'history', 'fills', 'account', 'watchlist', 'alerts'] as const;
const besideElsewhere: readonly string[] = ['watchlist', 'alerts'];
const onlySymbolKey = 'ami.workspace.onlySymbol';

/** Where nothing hides it, on a phone, the watchlists and alerts are here too: beside the chart is no room. */
type Props = {
  /** Of the active chart. */
  symbol: string;
  /** What the page is about. */
  page: string;
  hide?: ReactNode;
  hidden?: boolean;
};

/** What the account holds, has ordered and did, below the chart of a symbol. */
export function Dock({ symbol, page, hide, hidden = false }: Props) {
  const { t } = useTranslation('workspace');
  const { account } = useSelectedAccount();
  const digits = useDigits();
  const [tab, setTab] = useChoiceParam('dock', tabs, 'positions');
  usePart('dock', { show: setTab });
  usePart('watchlist', { show: () => setTab('watchlist') }, !hide);
  usePart('alertList', { show: () => setTab('alerts') }, !hide);
  const [onlySymbol, setOnlySymbol] = useState(() => storage.get(onlySymbolKey) !== 'no');
  const counts = { positions: usePositions().data?.length, orders: useWorkingOrders().data?.length };
  const of = onlySymbol ? symbol : undefined;
  const choose = (checked: boolean) => {
    setOnlySymbol(checked);
    storage.set(onlySymbolKey, checked ? 'yes' : 'no');
  };
  return (
    <section className={classes.dock} aria-label={t('dock.label')}>
      <Tabs
        value={tab}
        onChange={(value) => setTab(tabs.find((one) => one === value) ?? 'positions')}
        keepMounted={false}
        className={classes.tabs}
      >
        <div className={classes.head}>
          <Tabs.List className={classes.list}>
            {tabs
              .filter((value) => !hide || !besideElsewhere.includes(value))
              .map((value) => {
                const count = value === 'positions' || value === 'orders' ? counts[value] : undefined;
                return (
                  <Tabs.Tab key={value} value={value}>
                    {t(`dock.${value}`)} {count ? <span className={classes.count}>{count}</span> : null}
                  </Tabs.Tab>
                );
              })}
          </Tabs.List>
          <div className={classes.actions}>
            {(tab === 'positions' || tab === 'orders') && (
              <label className={classes.only}>
                <input
                  type="checkbox"
                  checked={onlySymbol}
                  onChange={(event) => choose(event.currentTarget.checked)}
                />
                {t('dock.onlySymbol', { symbol })}
              </label>
            )}
            {hide}
          </div>
        </div>
        {!hidden && (
          <div className={classes.body}>
            <Suspense fallback={<RowsSkeleton rows={4} />}>
              <Tabs.Panel value="positions">
                <PositionsTable account={account} digits={digits} symbol={of} />
              </Tabs.Panel>
              <Tabs.Panel value="orders">
                <WorkingOrders account={account} digits={digits} symbol={of} />
              </Tabs.Panel>
              <Tabs.Panel value="history">
                <OrderHistory account={account} digits={digits} />
              </Tabs.Panel>
              <Tabs.Panel value="fills">
                <FillsTable account={account} digits={digits} />
              </Tabs.Panel>
              <Tabs.Panel value="watchlist">
                <Watchlists symbol={page} />
              </Tabs.Panel>
              <Tabs.Panel value="alerts">
                <Alerts symbol={symbol} />
              </Tabs.Panel>
              <Tabs.Panel value="account" tabIndex={0}>
                <AccountPanel />
              </Tabs.Panel>
            </Suspense>
          </div>
        )}
      </Tabs>
    </section>
  );
}
