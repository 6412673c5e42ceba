import { useComputedColorScheme } from '@mantine/core';
import { useEffect, useMemo, useState, useSyncExternalStore, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { chartColors } from '@/components/charts/chartColors';
import { toast } from '@/components/toasts';
import { useUser } from '@/lib/auth/useSession';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useFactors } from '../adjusted/factors';
import type { BarSource } from '../chart/barSource';
import type { CandleChart } from '../chart/candleChart';
import type { Slot } from '../chart/slot';
import { usePart } from '../commands/desk';
import { adjustedBoard } from './adjustedBoard';
import { boardOf, type Board } from './board';
import { pricesOf } from './describe';
import classes from './DrawingLayer.module.css';
import { DrawingsDialog } from './DrawingsDialog';
import { createGestures } from './gestures';
import { kinds, type DrawingKind } from './kinds';
import { listenToPointers } from './pointers';
import { createPrimitive } from './primitive';
import { SelectedBar } from './SelectedBar';
import './texts';
import { ToolMenu, ToolRail } from './ToolRail';
import { useBoard } from './useBoard';
import { useCanvasWords } from './useCanvasWords';

export type DrawingLayerProps = {
  /** The chart, while there is one. */
  chart: Slot<CandleChart>;
  /** What has the focus when keys are the chart's. */
  view: RefObject<HTMLElement | null>;
  canvas: RefObject<HTMLElement | null>;
  source: BarSource;
  priceDigits: number;
  /** Commands are about this chart. */
  isActive: boolean;
};

const freshFor = 15_000;

const layerState = ['drawings', 'selected', 'writing', 'saving'] as const;
const statusState = ['status', 'tool', 'draft', 'drawings', 'selected', 'saving'] as const;

function useTroubles(board: Board) {
  const { t } = useTranslation('drawings');
  const errorText = useErrorText();
  useEffect(
    () =>
      board.onTrouble(({ why, there, error }) => {
        const elsewhere = there ? t('changedElsewhere') : t('deletedElsewhere');
        toast(why === 'elsewhere' ? elsewhere : errorText(error), { tone: 'error' });
      }),
    [board, t, errorText],
  );
}

/** Loads what is on the server, and again when somebody comes back to the page: it may have been drawn on elsewhere. */
function useLoading(board: Board) {
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') void board.load(freshFor);
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [board]);
}

/** What is being done, in words: how to go on drawing, or what is selected. */
function Status({ board, digits }: { board: Board; digits: number }) {
  const { t } = useTranslation('drawings');
  const formats = useFormats();
  const { status, tool, draft, drawings, selected, saving } = useBoard(board, statusState);
  const index = drawings.findIndex(({ id }) => id === selected);
  const drawing = drawings[index];
  const clicks = tool ? kinds[tool].clicks : 0;
  const hint =
    clicks === 0
      ? t('hint.brush')
      : clicks === 1
        ? t('hint.one')
        : t('hint.more', { n: draft?.points.length ?? 1, count: clicks });
  const said = drawing
    ? t('selected', {
        name: t(`kind.${drawing.kind}`),
        n: index + 1,
        count: drawings.length,
        prices: pricesOf(drawing, formats, digits),
      })
    : '';
  return (
    <>
      <div className={classes.hint} role="status" data-shown={tool !== null || undefined}>
        {tool ? hint : <span className={classes.heard}>{said}</span>}
      </div>
      {saving === 'retrying' && (
        <div className={classes.saving} role="status">
          {t('retrying')}
        </div>
      )}
      {status === 'failed' && (
        <div className={classes.saving} role="alert">
          {t('failed')}{' '}
          <button type="button" className={classes.retry} onClick={() => void board.load()}>
            {t('retry')}
          </button>
        </div>
      )}
    </>
  );
}

type LayerProps = DrawingLayerProps & {
  board: Board;
  /** Where prices stand is not known, and so nothing that is drawn could be kept. */
  isReadOnly: boolean;
  onRetry: () => unknown;
};

/** Drawings over the chart: the tools, what is selected, the list, and what pointers and keys do. */
function Layer({
  board,
  chart: slot,
  view,
  canvas,
  source,
  priceDigits,
  isActive,
  isReadOnly,
  onRetry,
}: LayerProps) {
  const { t } = useTranslation('drawings');
  const scheme = useComputedColorScheme('light');
  const words = useCanvasWords(priceDigits);
  const chart = useSyncExternalStore(slot.subscribe, slot.get);
  const { selected, writing, saving } = useBoard(board, layerState);
  const [list, setList] = useState<{ editing: string | null } | null>(null);
  const drawing = board.find(selected);
  const painted = useMemo(() => createPrimitive(board, source, priceDigits), [board, source, priceDigits]);
  const gestures = useMemo(
    () => createGestures(board, painted.view, () => t('newText')),
    [board, painted, t],
  );
  useTroubles(board);
  useLoading(board);

  useEffect(() => chart?.attach(painted.primitive), [chart, painted]);
  useEffect(() => board.subscribe(painted.update), [board, painted]);
  useEffect(() => {
    if (!canvas.current || !chart) return;
    const font = getComputedStyle(canvas.current).fontFamily;
    painted.dress({ dark: scheme === 'dark', colors: chartColors(canvas.current), font }, words);
  }, [chart, painted, canvas, scheme, words]);
  useEffect(() => {
    if (canvas.current && chart && !isReadOnly)
      return listenToPointers(canvas.current, board, painted.view, gestures);
  }, [chart, canvas, board, painted, gestures, isReadOnly]);
  const toChart = () => view.current?.focus({ preventScroll: true });

  function onTool(kind: DrawingKind | null, byKey: boolean) {
    board.choose(kind);
    if (byKey) board.show({ cursor: gestures.cursor() });
    toChart();
  }

  usePart(
    'drawings',
    {
      board,
      gestures,
      choose: (kind) => onTool(kind, true),
      style: () => board.show({ writing: board.state.selected }),
      list: (editing) => setList({ editing }),
    },
    isActive && !isReadOnly,
  );

  if (isReadOnly)
    return (
      <div className={classes.layer}>
        <div className={classes.saving} role="alert">
          {t('noFactors')}{' '}
          <button type="button" className={classes.retry} onClick={() => void onRetry()}>
            {t('retry')}
          </button>
        </div>
      </div>
    );
  const tools = { board, onTool, onList: () => setList({ editing: null }) };
  return (
    <div className={classes.layer} data-drawings={saving}>
      {drawing && (
        <SelectedBar
          key={drawing.id + String(writing === drawing.id)}
          board={board}
          drawing={drawing}
          dark={scheme === 'dark'}
          writing={writing === drawing.id}
          onEdit={(id) => setList({ editing: id })}
          onLeave={toChart}
        />
      )}
      <ToolRail {...tools} />
      <ToolMenu {...tools} />
      <Status board={board} digits={priceDigits} />
      <DrawingsDialog
        board={board}
        symbol={source.symbol}
        digits={priceDigits}
        opened={list !== null}
        editing={list?.editing ?? null}
        onEdit={(editing) => setList({ editing })}
        onClose={() => setList(null)}
      />
    </div>
  );
}

export default function DrawingLayer(props: DrawingLayerProps) {
  const user = useUser()?.id;
  const { at, isKnown, hasFailed, retry } = useFactors(props.source);
  const board = useMemo(
    () => (user ? adjustedBoard(boardOf(user, props.source.symbol), at) : null),
    [user, props.source.symbol, at],
  );
  if (!board || !(isKnown || hasFailed)) return null;
  return <Layer {...props} board={board} isReadOnly={!isKnown} onRetry={retry} />;
}
