import { Loader, Skeleton } from '@mantine/core';
import { useFullscreenElement } from '@mantine/hooks';
import { useContext, useEffect, useRef, useState, type CSSProperties, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '@/components/IconButton';
import { later } from '@/components/later';
import { noAnswer, Waiting } from '@/components/QueryView';
import { EmptyState, ErrorState } from '@/components/states';
import { useChoiceParam } from '@/lib/urlState';
import '../texts';
import type { BarsWatchProps } from '../adjusted/BarsWatch';
import type { SymbolSummary } from '../api/symbols';
import type { AlertDialogProps } from '../alerts/AlertDialog';
import type { AboutDrawing } from '../alerts/start';
import { usePart } from '../commands/desk';
import { IndicatorsButton } from '../indicators/IndicatorsButton';
import type { CompareDialogProps } from '../compare/CompareDialog';
import type { ComparingProps } from '../compare/Comparing';
import type { Comparison } from '../compare/comparison';
import { useChartIndicators } from '../indicators/useChartIndicators';
import type { Crosshairs } from '../layout/crosshairs';
import { BarSourcesContext } from './barSources';
import type { BarsTableProps } from './BarsTable';
import type { CandleChart } from './candleChart';
import { CandleView } from './CandleView';
import { ChartMenu } from './ChartMenu';
import classes from './ChartPanel.module.css';
import { FeedBadge } from './FeedBadge';
import type { GoToDialogProps } from './GoToDialog';
import { IntervalPicker } from './IntervalPicker';
import { availableIntervals, isDaily, type Interval } from './intervals';
import type { ChartLook } from './look';
import type { ChartOverlay } from './overlay';
import { ShortcutsButton } from './ShortcutsButton';
import { useBars } from './useBars';
import { useChartCommands } from './useChartCommands';

type Props = {
  symbol: string;
  priceDigits: number;
  /** Intervals that have bars. */
  offered: readonly string[];
  /** Prices arrive for this symbol, or should. */
  live: boolean;
  /** When it trades next; none where it does around the clock. */
  sessions: SymbolSummary['sessions'];
  overlay?: ChartOverlay;
  interval: Interval;
  setInterval: (interval: Interval) => void;
  look: ChartLook;
  setLook: (look: ChartLook) => void;
  /** The symbols that it is compared with: while there are any, its scale is in percent. */
  others: readonly string[];
  onCompare: (symbol: string) => void;
  onUncompare: (symbol: string) => void;
  /** How it is called among others. */
  name?: string;
  /** Commands are about this chart. */
  isActive: boolean;
  /** The table stands in the address: of one chart on the page. */
  isMain: boolean;
  /** Before and behind the intervals. */
  lead?: ReactNode;
  tools?: ReactNode;
  /** With which its crosshair goes. */
  crosshairs: Crosshairs | null;
};

type BarsProps = Props & {
  available: readonly Interval[];
  full: { isFull: boolean; toggle: () => void };
};

const views = ['chart', 'table'] as const;
const none: readonly string[] = [];

const BarsTable = later<BarsTableProps>(() => import('./BarsTable'));
const BarsWatch = later<BarsWatchProps>(() => import('../adjusted/BarsWatch'));
const AlertDialog = later<AlertDialogProps>(() => import('../alerts/AlertDialog'));
const Comparing = later<ComparingProps>(() => import('../compare/Comparing'));
const CompareDialog = later<CompareDialogProps>(() => import('../compare/CompareDialog'));
const GoToDialog = later<GoToDialogProps>(() => import('./GoToDialog'));

function Bars(props: BarsProps) {
  const { t } = useTranslation('market');
  const sources = useContext(BarSourcesContext);
  const [source] = useState(() => sources.of(props.symbol, props.interval, props.look.adjust));
  const [shown, show] = useChoiceParam('view', views, 'chart');
  const [own, setOwn] = useState<(typeof views)[number]>('chart');
  const [view, setView] = props.isMain ? [shown, show] : [own, setOwn];
  const { status, error, bars, loadingEarlier, feed } = useBars(source);
  useEffect(() => sources.show(source), [sources, source]);
  const indicators = useChartIndicators(source);
  const [comparison, setComparison] = useState<Comparison | null>(null);
  const others = sources.isReplay ? none : props.others;
  const compares = others.length > 0;
  const shownComparison = compares ? comparison : null;
  const { look } = props;
  const [settings, setSettings] = useState<string | null>(null);
  const [alert, setAlert] = useState<{ drawing?: AboutDrawing } | null>(null);
  usePart('alerts', { make: (drawing) => setAlert({ drawing }), isReplay: sources.isReplay }, props.isActive);
  const panes = indicators.wanted.filter(({ info, chosen }) => info.pane === 'own' && !chosen.hidden).length;
  const toggle = () => setView(view === 'chart' ? 'table' : 'chart');
  const chart = useRef<CandleChart | null>(null);
  const bar = useRef<HTMLDivElement>(null);
  const acts = useChartCommands({
    chart,
    bar,
    source,
    intervals: props.available,
    setInterval: props.setInterval,
    look,
    setLook: props.setLook,
    others,
    isReplay: sources.isReplay,
    view,
    toggleTable: toggle,
    toggleFull: props.full.toggle,
    showIndicators: () => setSettings('all'),
    isActive: props.isActive,
  });

  return (
    <>
      <div className={classes.bar} ref={bar}>
        {props.lead}
        <IntervalPicker available={props.available} value={props.interval} onChange={props.setInterval} />
        <div className={classes.side}>
          {loadingEarlier && <Loader size={14} aria-label={t('chart.loadingMore')} />}
          <FeedBadge feed={feed} live={props.live} sessions={props.sessions} />
          <IconButton icon="clock" label={t('chart.goTo')} onClick={() => acts.setAsksDate(true)} />
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
            look={look}
            onLook={props.setLook}
            compares={compares}
            isReplay={sources.isReplay}
            onCompare={() => acts.setAsksOthers(true)}
            isFull={props.full.isFull}
            onFull={props.full.toggle}
            onSave={acts.save}
            onCopy={acts.copy}
          />
          {props.tools}
          <ShortcutsButton opened={acts.keysShown} onOpen={acts.setKeysShown} isShown={props.isMain} />
        </div>
      </div>
      {alert && (
        <AlertDialog
          start={{
            symbol: props.symbol,
            interval: props.interval,
            digits: props.priceDigits,
            price: bars.at(-1)?.c ?? null,
            drawing: alert.drawing,
          }}
          onClose={() => setAlert(null)}
        />
      )}
      {acts.asksDate && (
        <GoToDialog
          daily={isDaily(props.interval)}
          from={bars.at(-1)?.t ?? 0}
          onGo={acts.goTo}
          onClose={() => acts.setAsksDate(false)}
        />
      )}
      {acts.asksOthers && (
        <CompareDialog
          symbol={props.symbol}
          interval={props.interval}
          others={others}
          onAdd={props.onCompare}
          onRemove={props.onUncompare}
          onClose={() => acts.setAsksOthers(false)}
        />
      )}
      <BarsWatch source={source} />
      {compares && <Comparing source={source} others={others} onComparison={setComparison} />}
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
          <BarsTable
            source={source}
            priceDigits={props.priceDigits}
            indicators={indicators}
            comparison={shownComparison}
          />
        )}
        {status === 'ready' && bars.length > 0 && view === 'chart' && (
          <CandleView
            source={source}
            priceDigits={props.priceDigits}
            overlay={props.overlay}
            look={compares ? { ...look, scale: 'percent' } : look}
            showsAlerts={!look.hidesAlerts && !sources.isReplay}
            sessions={
              look.hidesSessions || isDaily(props.interval) ? null : { hasCalendar: props.sessions != null }
            }
            comparison={shownComparison}
            onUncompare={props.onUncompare}
            chartRef={chart}
            isActive={props.isActive}
            onLatest={acts.toLatest}
            crosshairs={props.crosshairs}
            indicators={indicators}
            onSettings={setSettings}
          />
        )}
      </div>
    </>
  );
}

/** The chart of a symbol with its interval switch, live state and table. */
export function ChartPanel(props: Props) {
  const { t } = useTranslation('market');
  const { ref, toggle, fullscreen } = useFullscreenElement<HTMLElement>();
  return (
    <section ref={ref} className={classes.panel} aria-label={props.name ?? t('chart.chart')}>
      <Bars
        key={`${props.symbol} ${props.interval} ${props.look.adjust ?? 'splits'}`}
        {...props}
        available={availableIntervals(props.offered)}
        full={{ isFull: fullscreen, toggle: () => void toggle() }}
      />
    </section>
  );
}
