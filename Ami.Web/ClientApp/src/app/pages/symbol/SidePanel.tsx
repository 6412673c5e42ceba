import { Tabs } from '@mantine/core';
import '@mantine/core/styles/Tabs.css';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RowsSkeleton } from '@/components/states';
import { usePart } from '@/features/market/commands/desk';
import classes from './Dock.module.css';
import './texts';

const Alerts = lazy(() => import('./Alerts'));
const Watchlists = lazy(() => import('./Watchlists'));

const tabs = ['order', 'watchlist', 'alerts'] as const;

type Props = {
  /** Of the active chart. */
  symbol: string;
  /** What the page is about. */
  page: string;
  hide: ReactNode;
  hidden: boolean;
  /** Grows each time the ticket is wanted, which is then shown. */
  wanted: number | undefined;
  /** The ticket; what is written in it stays while the other tab is looked at. */
  children: ReactNode;
};

/** Beside the chart: the ticket, the watchlists and the alerts. */
export function SidePanel({ symbol, page, hide, hidden, wanted, children }: Props) {
  const { t } = useTranslation('workspace');
  const [tab, setTab] = useState<(typeof tabs)[number]>('order');
  usePart('side', { show: setTab });
  usePart('watchlist', { show: () => setTab('watchlist') });
  usePart('alertList', { show: () => setTab('alerts') });
  const [seen, setSeen] = useState(wanted);
  if (wanted !== seen) {
    setSeen(wanted);
    setTab('order');
  }
  return (
    <aside className={classes.dock} aria-label={t('side.label')}>
      <Tabs
        value={tab}
        onChange={(value) => setTab(tabs.find((one) => one === value) ?? 'order')}
        className={classes.tabs}
      >
        <div className={classes.head}>
          {!hidden && (
            <Tabs.List className={classes.list}>
              {tabs.map((value) => (
                <Tabs.Tab key={value} value={value}>
                  {t(`side.${value}`)}
                </Tabs.Tab>
              ))}
            </Tabs.List>
          )}
          {hide}
        </div>
        <div className={classes.body} hidden={hidden}>
          <Tabs.Panel value="order" keepMounted className={classes.ticket}>
            {children}
          </Tabs.Panel>
          <Tabs.Panel value="watchlist" keepMounted={false} className={classes.whole}>
            <Suspense fallback={<RowsSkeleton rows={6} />}>
              <Watchlists symbol={page} />
            </Suspense>
          </Tabs.Panel>
          <Tabs.Panel value="alerts" keepMounted={false} className={classes.whole}>
            <Suspense fallback={<RowsSkeleton rows={6} />}>
              <Alerts symbol={symbol} />
            </Suspense>
          </Tabs.Panel>
        </div>
      </Tabs>
    </aside>
  );
}
