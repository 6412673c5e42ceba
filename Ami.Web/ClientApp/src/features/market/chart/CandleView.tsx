import { Button, useComputedColorScheme } from '@mantine/core';
import {
  useEffect,
  useId,
  useRef,
  useState,
  useSyncExternalStore,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/Icon';
import { later } from '@/components/later';
import { useFormats } from '@/lib/formats/useFormats';
import type { ActionMarksProps } from '../adjusted/ActionMarks';
import type { AdjustedNoteProps } from '../adjusted/AdjustedNote';
import type { AlertLinesProps } from '../alerts/AlertLines';
import { helpKey } from '../commands/helpKey';
import { createLaterPress } from '../commands/laterPress';
import type { DrawingLayerProps } from '../drawings/DrawingLayer';
import type { CompareOverlayProps } from '../compare/CompareOverlay';
import type { Comparison } from '../compare/comparison';
import type { OverlayProps } from '../indicators/IndicatorOverlay';
import type { ChartIndicators } from '../indicators/useChartIndicators';
import type { Crosshairs } from '../layout/crosshairs';
import type { SessionBreaksProps } from '../sessions/SessionBreaks';
import type { Bar } from './bars';
import type { BarSource } from './barSource';
import { createCandleChart, type CandleChart } from './candleChart';
import classes from './CandleView.module.css';
import { isDaily } from './intervals';
import { Legend } from './Legend';
import type { ChartOverlay } from './overlay';
import type { ChartLook } from './look';
import { createSlot } from './slot';

const AlertLines = later<AlertLinesProps>(() => import('../alerts/AlertLines'));

const AdjustedNote = later<AdjustedNoteProps>(() => import('../adjusted/AdjustedNote'));

const ActionMarks = later<ActionMarksProps>(() => import('../adjusted/ActionMarks'));

const Drawings = later<DrawingLayerProps>(() => import('../drawings/DrawingLayer'));

const CompareOverlay = later<CompareOverlayProps>(() => import('../compare/CompareOverlay'));

const IndicatorOverlay = later<OverlayProps>(() => import('../indicators/IndicatorOverlay'));

const SessionBreaks = later<SessionBreaksProps>(() => import('../sessions/SessionBreaks'));

type Props = {
  source: BarSource;
  priceDigits: number;
  overlay?: ChartOverlay;
  indicators: ChartIndicators;
  onSettings: (indicator: string) => void;
  look: ChartLook;
  /** The prices of alerts are shown. */
  showsAlerts: boolean;
  /** Where sessions begin is shown: by a calendar, or each day. */
  sessions: { hasCalendar: boolean } | null;
  /** The symbols beside its own, where there are any. */
  comparison: Comparison | null;
  onUncompare: (symbol: string) => void;
  /** The chart while there is one, for what is done with it from outside. */
  chartRef: RefObject<CandleChart | null>;
  /** Commands are about this chart. */
  isActive: boolean;
  onLatest: () => void;
  /** With which its crosshair goes. */
  crosshairs: Crosshairs | null;
};

/** The canvas with its legend and keys. Everything it shows is also in the table. */
export function CandleView({
  source,
  priceDigits,
  overlay,
  indicators,
  onSettings,
  look,
  showsAlerts,
  sessions,
  comparison,
  onUncompare,
  chartRef,
  isActive,
  onLatest,
  crosshairs,
}: Props) {
  const { t } = useTranslation('market');
  const formats = useFormats();
  const scheme = useComputedColorScheme('light');
  const hintId = useId();
  const canvas = useRef<HTMLDivElement>(null);
  const inSight = useRef<ReturnType<CandleChart['range']>>(null);
  const shownLook = useRef(look);
  const view = useRef<HTMLDivElement>(null);
  const linked = useRef(crosshairs);
  const [slot] = useState(createSlot<CandleChart>);
  const [keys] = useState(createLaterPress);
  useEffect(() => keys.load(), [keys]);
  const hasLater = useSyncExternalStore(source.subscribe, () => source.state.hasLater);
  const [hovered] = useState(createSlot<Bar>);
  // Once there was an indicator, what draws them stays: it takes the last one away, too.
  const [indicates, setIndicates] = useState(false);
  if (indicators.wanted.length > 0 && !indicates) setIndicates(true);
  const [atLatest, setAtLatest] = useState(true);
  const { type } = look;

  useEffect(() => {
    shownLook.current = look;
    chartRef.current?.rescale(look.scale);
  }, [look, chartRef]);

  useEffect(() => {
    if (!canvas.current) return;
    const made = createCandleChart({
      element: canvas.current,
      formats,
      priceDigits,
      daily: isDaily(source.interval),
      look: { ...shownLook.current, type },
      onHover: hovered.set,
      onPoint: (t) => linked.current?.point(slot, t),
      onNearStart: source.loadEarlier,
      onNearEnd: source.loadLater,
      isNewest: () => !source.state.hasLater,
      onLatest: setAtLatest,
    });
    chartRef.current = made;
    slot.set(made);
    made.recolor();
    if (source.state.bars.length > 0) made.show(source.state.bars, 'all');
    if (inSight.current) made.setRange(inSight.current);
    const stop = source.subscribe((change) => {
      if (change !== 'state') made.show(source.state.bars, change);
    });
    return () => {
      stop();
      inSight.current = made.range();
      slot.set(null);
      made.remove();
      chartRef.current = null;
    };
  }, [source, formats, priceDigits, type, chartRef, slot, hovered]);

  useEffect(() => chartRef.current?.recolor(), [scheme, chartRef]);

  useEffect(() => {
    linked.current = crosshairs;
    return crosshairs?.join(slot, (t) => slot.get()?.pointAt(t));
  }, [crosshairs, slot]);

  function onKeyDown(event: KeyboardEvent) {
    // A dialog that something on the chart has opened stands elsewhere.
    if (!(event.target instanceof Node && event.currentTarget.contains(event.target))) return;
    // On a button within the chart these are the button's.
    if (event.target !== event.currentTarget && ['Enter', ' ', 'Tab'].includes(event.key)) return;
    if (event.defaultPrevented || !keys.press(event.nativeEvent)) return;
    event.preventDefault();
  }

  return (
    <>
      <div
        ref={view}
        className={classes.view}
        role="application"
        aria-label={t('chart.label', { symbol: source.symbol, interval: source.interval })}
        aria-describedby={hintId}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onFocus={(event) => event.target === event.currentTarget && keys.arrived()}
      >
        <span id={hintId} hidden>
          {t('chart.hint', { key: helpKey })}
        </span>
        <div className={classes.legends}>
          <Legend source={source} hovered={hovered} priceDigits={priceDigits} />
          {look.adjust && look.adjust !== 'splits' && <AdjustedNote adjust={look.adjust} />}
          {comparison && (
            <CompareOverlay
              chart={slot}
              comparison={comparison}
              source={source}
              hovered={hovered}
              onRemove={onUncompare}
            />
          )}
          {indicates && (
            <IndicatorOverlay
              chart={slot}
              canvas={canvas}
              source={source}
              indicators={indicators}
              hovered={hovered}
              priceDigits={priceDigits}
              onSettings={onSettings}
            />
          )}
        </div>
        <div ref={canvas} className={classes.canvas} />
        {sessions && <SessionBreaks chart={slot} source={source} hasCalendar={sessions.hasCalendar} />}
        {showsAlerts && <AlertLines chart={slot} view={view} source={source} priceDigits={priceDigits} />}
        <ActionMarks chart={slot} source={source} priceDigits={priceDigits} />
        {overlay?.(slot, source)}
        {(!atLatest || hasLater) && (
          <Button
            size="compact-xs"
            variant="default"
            className={classes.latest}
            data-no-picture
            rightSection={<Icon name="chevronRight" size={14} />}
            onClick={onLatest}
          >
            {t('chart.latest')}
          </Button>
        )}
      </div>
      <Drawings
        chart={slot}
        view={view}
        canvas={canvas}
        source={source}
        priceDigits={priceDigits}
        isActive={isActive}
      />
    </>
  );
}
