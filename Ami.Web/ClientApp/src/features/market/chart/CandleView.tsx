import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '@/lib/formats/useFormats';
import type { Bar } from './bars';
import type { BarSource } from './barSource';
import { createCandleChart, type CandleChart } from './candleChart';
import classes from './CandleView.module.css';
import type { Interval } from './intervals';
import { Legend } from './Legend';
import type { ChartLine } from './lines';

export type ChartActions = {
  onInterval: (interval: Interval) => void;
  onTable: () => void;
  onOrder?: (side: 'buy' | 'sell') => void;
};

type Props = ChartActions & {
  source: BarSource;
  intervals: readonly Interval[];
  priceDigits: number;
  lines: readonly ChartLine[];
};

/** The canvas with its legend and keys. Everything it shows is also in the table. */
export function CandleView({ source, intervals, priceDigits, lines, ...actions }: Props) {
  const { t } = useTranslation('market');
  const formats = useFormats();
  const scheme = useComputedColorScheme('light');
  const hintId = useId();
  const canvas = useRef<HTMLDivElement>(null);
  const chart = useRef<CandleChart | null>(null);
  const shownLines = useRef(lines);
  const [hovered, setHovered] = useState<Bar | null>(null);

  useEffect(() => {
    if (!canvas.current) return;
    const made = createCandleChart({
      element: canvas.current,
      formats,
      priceDigits,
      daily: source.interval === '1d',
      onHover: setHovered,
      onNearStart: source.loadEarlier,
    });
    chart.current = made;
    made.recolor();
    if (source.state.bars.length > 0) made.show(source.state.bars, 'all');
    made.showLines(shownLines.current);
    const stop = source.subscribe((change) => {
      if (change !== 'state') made.show(source.state.bars, change);
    });
    return () => {
      stop();
      made.remove();
      chart.current = null;
    };
  }, [source, formats, priceDigits]);

  useEffect(() => chart.current?.recolor(), [scheme]);

  useEffect(() => {
    shownLines.current = lines;
    chart.current?.showLines(lines);
  }, [lines]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const interval = intervals[Number(event.key) - 1];
    const keys: Record<string, () => void> = {
      ArrowLeft: () => chart.current?.pan(-0.1),
      ArrowRight: () => chart.current?.pan(0.1),
      '+': () => chart.current?.zoom(0.8),
      '=': () => chart.current?.zoom(0.8),
      '-': () => chart.current?.zoom(1.25),
      Home: () => chart.current?.toOldest(),
      End: () => chart.current?.toLatest(),
      t: actions.onTable,
      b: () => actions.onOrder?.('buy'),
      s: () => actions.onOrder?.('sell'),
    };
    const run = interval
      ? () => actions.onInterval(interval)
      : keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!run) return;
    event.preventDefault();
    run();
  }

  return (
    <div
      className={classes.view}
      role="application"
      aria-label={t('chart.label', { symbol: source.symbol, interval: source.interval })}
      aria-describedby={hintId}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <span id={hintId} hidden>
        {t('chart.hint')}
      </span>
      <Legend source={source} hovered={hovered} priceDigits={priceDigits} />
      <div ref={canvas} className={classes.canvas} />
    </div>
  );
}
