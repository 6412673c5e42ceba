import { Loader, Skeleton } from '@mantine/core';
import { useFullscreenElement } from '@mantine/hooks';
import { useEffect, useRef, useState, type CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '@/components/IconButton';
import { noAnswer, Waiting } from '@/components/QueryView';
import { EmptyState, ErrorState } from '@/components/states';
import { toast } from '@/components/toasts';
import { useChoiceParam, useTextParam } from '@/lib/urlState';
import '../texts';
import { IndicatorsButton } from '../indicators/IndicatorsButton';
import { useChartIndicators } from '../indicators/useChartIndicators';
import { BarsTable } from './BarsTable';
import type { CandleChart } from './candleChart';
import { CandleView } from './CandleView';
import { ChartMenu } from './ChartMenu';
import classes from './ChartPanel.module.css';
import { FeedBadge } from './FeedBadge';
import { IntervalPicker } from './IntervalPicker';
import { availableIntervals, readInterval, type Interval } from './intervals';
import type { ChartLine } from './lines';
import { keepLook, readLook, type ChartLook } from './look';
import { copyPicture, savePicture } from './picture';
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
  look: ChartLook;
  setLook: (look: ChartLook) => void;
  full: { isFull: boolean; toggle: () => void };
};

function Bars(props: BarsProps) {
  const { t } = useTranslation('market');
  const [source] = useState(() => barSourceOf(props.symbol, props.interval));
  const [view, setView] = useChoiceParam('view', ['chart', 'table'] as const, 'chart');
  const { status, error, bars, loadingEarlier, feed } = useBars(source);
  const chart = useRef<CandleChart | null>(null);
  useEffect(() => showBars(source), [source]);
  const indicators = useChartIndicators(source);
  const [settings, setSettings] = useState<string | null>(null);
  const panes = indicators.wanted.filter(({ info, chosen }) => info.pane === 'own' && !chosen.hidden).length;
  const name = `${props.symbol} ${props.interval}`;
  const copy = () => {
    const picture = chart.current?.picture();
    if (!picture) return;
    copyPicture(picture).then(
      () => toast(t('chart.copied')),
      () => toast(t('chart.notCopied'), { tone: 'error' }),
    );
  };
  const toggle = () => setView(view === 'chart' ? 'table' : 'chart');

  return (
    <>
      <div className={classes.bar}>
        <IntervalPicker available={props.available} value={props.interval} onChange={props.setInterval} />
        <div className={classes.side}>
          {loadingEarlier && <Loader size={14} aria-label={t('chart.loadingMore')} />}
          <FeedBadge feed={feed} live={props.live} />
          <IconButton
            icon={view === 'chart' ? 'table' : 'candles'}
            label={view === 'chart' ? t('chart.table') : t('chart.chart')}
            onClick={toggle}
          />
          <IndicatorsButton
            source={source}
            wanted={indicators.wanted}
            shown={settings}
            onShow={setSettings}
          />
          <ChartMenu
            look={props.look}
            onLook={props.setLook}
            isFull={props.full.isFull}
            onFull={props.full.toggle}
            onSave={() => chart.current && savePicture(chart.current.picture(), name)}
            onCopy={copy}
          />
          <ShortcutsButton />
        </div>
      </div>
      <div className={classes.body} style={{ '--panes': panes } as CSSProperties}>
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
          <BarsTable source={source} priceDigits={props.priceDigits} indicators={indicators} />
        )}
        {status === 'ready' && bars.length > 0 && view === 'chart' && (
          <CandleView
            source={source}
            priceDigits={props.priceDigits}
            lines={props.lines}
            look={props.look}
            chartRef={chart}
            intervals={props.available}
            onInterval={props.setInterval}
            onTable={toggle}
            onOrder={props.onOrder}
            indicators={indicators}
            onSettings={setSettings}
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
  const [asked, setAsked] = useTextParam('interval');
  const first = available[0] ?? '1m';
  const interval = readInterval(asked, available) ?? first;
  const [look, setLook] = useState(readLook);
  const { ref, toggle, fullscreen } = useFullscreenElement<HTMLElement>();
  const choose = (next: ChartLook) => {
    setLook(next);
    keepLook(next);
  };
  return (
    <section ref={ref} className={classes.panel} aria-label={t('chart.chart')}>
      <Bars
        key={`${props.symbol} ${interval}`}
        {...props}
        available={available}
        interval={interval}
        setInterval={(next) => setAsked(next === first ? '' : next)}
        look={look}
        setLook={choose}
        full={{ isFull: fullscreen, toggle: () => void toggle() }}
      />
    </section>
  );
}
