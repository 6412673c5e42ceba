import { Loader, SegmentedControl, Skeleton } from '@mantine/core';
import '@mantine/core/styles/FloatingIndicator.css';
import '@mantine/core/styles/SegmentedControl.css';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '@/components/IconButton';
import { noAnswer, Waiting } from '@/components/QueryView';
import { EmptyState, ErrorState } from '@/components/states';
import { useChoiceParam } from '@/lib/urlState';
import '../texts';
import { BarsTable } from './BarsTable';
import { CandleView } from './CandleView';
import classes from './ChartPanel.module.css';
import { FeedBadge } from './FeedBadge';
import { availableIntervals, type Interval } from './intervals';
import type { ChartLine } from './lines';
import { ShortcutsButton } from './ShortcutsButton';
import { barSourceOf, showBars } from './showBars';
import { useBars } from './useBars';

type Props = {
  symbol: string;
  priceDigits: number;
  /** Intervals that have bars. */
  offered: readonly string[];
  /** Prices arrive for this symbol, or should. */
  live: boolean;
  lines: readonly ChartLine[];
  onOrder?: (side: 'buy' | 'sell') => void;
};

type BarsProps = Props & {
  available: readonly Interval[];
  interval: Interval;
  setInterval: (interval: Interval) => void;
};

function Bars(props: BarsProps) {
  const { t } = useTranslation('market');
  const [source] = useState(() => barSourceOf(props.symbol, props.interval));
  const [view, setView] = useChoiceParam('view', ['chart', 'table'] as const, 'chart');
  const { status, error, bars, loadingEarlier, feed } = useBars(source);
  useEffect(() => showBars(source), [source]);
  const toggle = () => setView(view === 'chart' ? 'table' : 'chart');

  return (
    <>
      <div className={classes.bar}>
        <SegmentedControl
          size="xs"
          aria-label={t('chart.interval')}
          data={[...props.available]}
          value={props.interval}
          onChange={(value) => props.setInterval(value as Interval)}
        />
        <div className={classes.side}>
          {loadingEarlier && <Loader size={14} aria-label={t('chart.loadingMore')} />}
          <FeedBadge feed={feed} live={props.live} />
          <IconButton
            icon={view === 'chart' ? 'table' : 'candles'}
            label={view === 'chart' ? t('chart.table') : t('chart.chart')}
            onClick={toggle}
          />
          <ShortcutsButton />
        </div>
      </div>
      <div className={classes.body}>
        {status === 'loading' && error === null && (
          <Waiting
            skeleton={<Skeleton height="100%" radius={0} />}
            late={() => <ErrorState error={noAnswer} onRetry={source.load} />}
          />
        )}
        {(status === 'failed' || (status === 'loading' && error !== null)) && (
          <ErrorState error={error} onRetry={source.load} />
        )}
        {status === 'ready' && bars.length === 0 && (
          <EmptyState icon="candles" title={t('chart.empty')} hint={t('chart.emptyHint')} />
        )}
        {status === 'ready' && bars.length > 0 && view === 'table' && (
          <BarsTable source={source} priceDigits={props.priceDigits} />
        )}
        {status === 'ready' && bars.length > 0 && view === 'chart' && (
          <CandleView
            source={source}
            priceDigits={props.priceDigits}
            lines={props.lines}
            intervals={props.available}
            onInterval={props.setInterval}
            onTable={toggle}
            onOrder={props.onOrder}
          />
        )}
      </div>
    </>
  );
}

/** The chart of a symbol with its interval switch, live state and table. Interval and view live in the address. */
export function ChartPanel(props: Props) {
  const { t } = useTranslation('market');
  const available = availableIntervals(props.offered);
  const [interval, setInterval] = useChoiceParam('interval', available, available[0] ?? '1m');
  return (
    <section className={classes.panel} aria-label={t('chart.chart')}>
      <Bars
        key={`${props.symbol} ${interval}`}
        {...props}
        available={available}
        interval={interval}
        setInterval={setInterval}
      />
    </section>
  );
}
