import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartLine, TradeMark } from '@/components/charts/lines/lines';
import { LineOverlay } from '@/components/charts/lines/LineOverlay';
import { IconButton } from '@/components/IconButton';
import { useFormats } from '@/lib/formats/useFormats';
import type { Scene } from '../api/scenes';
import { isDaily, type SceneBar } from '../domain/sceneBars';
import classes from './Scene.module.css';
import { createSceneChart, lineTones, type Drawing, type SceneChartHandle } from './sceneChart';
import type { SceneWords } from './useSceneWords';

type Props = {
  scene: Scene;
  words: SceneWords;
  drawing: Drawing;
  interval: string;
  levels: readonly ChartLine[];
};

function Legend({
  bar,
  at,
  words,
  lines,
}: {
  bar: SceneBar;
  at: number;
  words: SceneWords;
  lines: Scene['lines'];
}) {
  const { t } = useTranslation('quiz');
  return (
    <p className={classes.legend} aria-hidden="true">
      <span>{words.time(bar.t)}</span>
      {(['open', 'high', 'low', 'close'] as const).map((column, index) => (
        <span key={column}>
          {t(`chart.${column}`)} <b>{words.price([bar.o, bar.h, bar.l, bar.c][index] ?? 0)}</b>
        </span>
      ))}
      {lines.map(({ name, values }, index) => {
        const value = values[at];
        return (
          <span key={name} data-tone={lineTones[index % lineTones.length]}>
            {name} {value != null && <b>{words.price(value)}</b>}
          </span>
        );
      })}
    </p>
  );
}

/** The bars of an exercise with its levels. Everything it shows is also in the table and in the fields beside it. */
export function SceneChart({ scene, words, drawing, interval, levels }: Props) {
  const { t } = useTranslation('scene');
  const formats = useFormats();
  const scheme = useComputedColorScheme('light');
  const canvas = useRef<HTMLDivElement>(null);
  const [held, setHeld] = useState<SceneChartHandle | null>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const shown = useRef(drawing);
  const timeText = useRef(words.time);
  useEffect(() => {
    timeText.current = words.time;
  }, [words]);
  const isHidden = scene.startsAt === null;
  const { priceDigits } = scene;

  useEffect(() => {
    if (!canvas.current) return;
    const made = createSceneChart({
      element: canvas.current,
      formats,
      digits: priceDigits,
      daily: isDaily(interval),
      hidden: isHidden,
      timeText: (seconds) => timeText.current(seconds),
      knownText: t('chart.known'),
      onHover: setPointed,
    });
    made.recolor();
    made.show(shown.current);
    setHeld(made);
    return () => {
      setHeld(null);
      made.remove();
    };
  }, [formats, priceDigits, interval, isHidden, t]);
  useEffect(() => held?.recolor(), [held, scheme]);
  useEffect(() => {
    shown.current = drawing;
    held?.show(drawing);
  }, [held, drawing]);

  const reached = levels.map(({ price }) => price).join();
  useEffect(() => held?.reach(reached === '' ? [] : reached.split(',').map(Number)), [held, reached]);

  const bars = useMemo(() => [...drawing.bars, ...drawing.after], [drawing]);
  const marks = useMemo<TradeMark[]>(
    () =>
      scene.fills.map(({ bar, price, side }, index) => ({
        id: String(index),
        at: ((scene.bars.t[bar] ?? 0) + words.shift) * 1000,
        price,
        side,
      })),
    [scene.fills, scene.bars, words.shift],
  );
  const places = useMemo(
    () => () => ({
      place: (at: number) => bars.findLastIndex((bar) => bar.t * 1000 <= at),
      instant: (place: number) => (place < 0 ? -Infinity : (bars[Math.floor(place)]?.t ?? Infinity) * 1000),
    }),
    [bars],
  );
  const found = bars.findIndex((bar) => bar.t === pointed);
  const at = found < 0 ? drawing.bars.length - 1 : found;
  const bar = bars[at];
  const [lows, highs] = [drawing.bars.map(({ l }) => l), drawing.bars.map(({ h }) => h)];
  return (
    <div className={classes.chart}>
      {bar && <Legend bar={bar} at={at} words={words} lines={drawing.lines} />}
      <div className={classes.pane}>
        <div
          ref={canvas}
          className={classes.canvas}
          role="group"
          aria-label={t('chart.name', {
            count: drawing.bars.length,
            interval,
            last: words.price(scene.last),
            low: words.price(Math.min(...lows)),
            high: words.price(Math.max(...highs)),
          })}
        />
        <LineOverlay
          chart={held}
          lines={levels}
          marks={marks}
          places={places}
          digits={priceDigits}
          label={t('chart.levels')}
        />
        <div className={classes.zoom}>
          <IconButton icon="plus" label={t('chart.zoomIn')} onClick={() => held?.zoom(0.7)} />
          <IconButton icon="minus" label={t('chart.zoomOut')} onClick={() => held?.zoom(1.4)} />
        </div>
      </div>
    </div>
  );
}
