import { NativeSelect } from '@mantine/core';
import { useEffect, useMemo, useRef, useState, type FocusEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartLine } from '@/components/charts/lines/lines';
import { Signed } from '@/components/Signed';
import { SimulatedBadge } from '@/components/SimulatedBadge';
import { useFormats } from '@/lib/formats/useFormats';
import { useSceneBars, type Place, type Scene } from '../api/scenes';
import { barsOf, longerIntervals } from '../domain/sceneBars';
import { rSoFar } from '../domain/sceneMoves';
import { BarTable } from './BarTable';
import classes from './Scene.module.css';
import { SceneChart } from './SceneChart';
import type { Drawing } from './sceneChart';
import type { SceneWords } from './useSceneWords';

type Props = {
  place: Place;
  scene: Scene;
  words: SceneWords;
  levels: readonly ChartLine[];
  /** Beside the chart. */
  aside: ReactNode;
  /** Below it. */
  below: ReactNode;
  notes: ReactNode;
};

const keys = ['step', 'five', 'play', 'side', 'noTrade', 'close', 'lines'] as const;

function StateLine({ scene, words }: { scene: Scene; words: SceneWords }) {
  const { t } = useTranslation('scene');
  const formats = useFormats();
  const { holding, played, left } = scene;
  const soFar = rSoFar(scene.trades);
  const none = t('state.none');
  return (
    <div className={classes.state}>
      <dl aria-label={t('state.label')}>
        <div>
          <dt>{t('state.bar')}</dt>
          <dd>{t('state.barOf', { bar: formats.integer(played), count: played + left })}</dd>
        </div>
        <div>
          <dt>{t('state.equity')}</dt>
          <dd>{words.money(scene.equity)}</dd>
        </div>
        <div>
          <dt>{t('state.open')}</dt>
          <dd>
            {holding ? (
              <Signed
                value={holding.r ?? holding.unrealised}
                text={holding.r === null ? words.signedMoney(holding.unrealised) : words.r(holding.r)}
              />
            ) : (
              none
            )}
          </dd>
        </div>
        <div>
          <dt>{t('state.soFar')}</dt>
          <dd>{soFar === null ? none : <Signed value={soFar} text={words.r(soFar)} />}</dd>
        </div>
      </dl>
      {scene.simulated && <SimulatedBadge />}
    </div>
  );
}

function Help() {
  const { t } = useTranslation('scene');
  return (
    <details className={classes.bars}>
      <summary>{t('help.title')}</summary>
      <p className={classes.hint}>{t('help.where')}</p>
      <dl className={classes.keys}>
        {keys.map((key) => (
          <div key={key}>
            <dt>
              <kbd>{t(`help.keys.${key}`)}</kbd>
            </dt>
            <dd>{t(`help.${key}`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** Keeps the focus in the exercise, where keys act, when what had it is gone or off. */
function useKeptFocus() {
  const root = useRef<HTMLDivElement>(null);
  const isHere = useRef(false);
  useEffect(() => {
    if (isHere.current && document.activeElement === document.body)
      root.current?.focus({ preventScroll: true });
  });
  return {
    ref: root,
    tabIndex: -1,
    onFocus() {
      isHere.current = true;
    },
    onBlur({ target, relatedTarget, currentTarget }: FocusEvent) {
      isHere.current = relatedTarget
        ? currentTarget.contains(relatedTarget)
        : !target.isConnected || target.matches(':disabled');
    },
  };
}

/** How an exercise looks, under way and over. */
export function SceneFrame({ place, scene, words, levels, aside, below, notes }: Props) {
  const { t } = useTranslation('scene');
  const { shift } = words;
  const focus = useKeptFocus();
  const [interval, setInterval] = useState(scene.interval);
  const isOwn = interval === scene.interval;
  const longer = useSceneBars(place, scene.version, interval, !isOwn).data;
  const choices = longerIntervals(scene.interval, scene.known);
  const drawing = useMemo<Drawing>(
    () =>
      isOwn || longer?.interval !== interval
        ? {
            bars: barsOf(scene.bars, shift),
            after: scene.result ? barsOf(scene.result.after, shift) : [],
            lines: scene.lines,
            known: scene.known,
          }
        : { bars: barsOf(longer.bars, shift), after: [], lines: [], known: null },
    [isOwn, interval, longer, shift, scene.bars, scene.result, scene.lines, scene.known],
  );
  const drawn = isOwn || longer?.interval !== interval ? scene.interval : interval;
  return (
    <div {...focus} className={classes.scene} data-scene data-alone={aside === null || undefined}>
      <div className={classes.top}>
        <StateLine scene={scene} words={words} />
        <NativeSelect
          size="xs"
          className={classes.interval}
          aria-label={t('chart.interval')}
          data={choices}
          value={interval}
          onChange={(event) => setInterval(event.currentTarget.value)}
        />
      </div>
      <SceneChart scene={scene} words={words} drawing={drawing} interval={drawn} levels={levels} />
      {aside && <div className={classes.aside}>{aside}</div>}
      {below}
      <div className={classes.notes}>{notes}</div>
      <div className={classes.more}>
        <p className={classes.hint}>
          {scene.startsAt === null && t('chart.hidden')}{' '}
          {!isOwn && scene.lines.length > 0 && t('chart.linesOnly', { interval: scene.interval })}{' '}
          {!isOwn && longer?.forming && t('chart.forming')}
        </p>
        <BarTable drawing={drawing} words={words} />
        {below && <Help />}
      </div>
    </div>
  );
}
