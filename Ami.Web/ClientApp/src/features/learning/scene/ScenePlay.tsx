import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartLine } from '@/components/charts/lines/lines';
import { ActDialog } from '@/components/ActDialog';
import { Button } from '@mantine/core';
import { Decimal } from '@/lib/formats/decimal';
import { asTyped } from '@/lib/formats/numberInput';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import type { ApiError } from '@/lib/api/errors';
import type { Move, Place, Scene } from '../api/scenes';
import { barsOf, usualRange } from '../domain/sceneBars';
import { sceneLines, type SceneLine } from '../domain/sceneLines';
import { hasEntered, isEngaged } from '../domain/sceneMoves';
import { draftFor, emptyDraft, readSceneOrder, type SceneDraft } from '../domain/sceneOrder';
import { Controls } from './Controls';
import { OrdersPanel } from './OrdersPanel';
import classes from './Scene.module.css';
import { SceneFrame } from './SceneFrame';
import { Ticket } from './Ticket';
import { useMover } from './useMover';
import { usePlay } from './usePlay';
import { useSceneKeys } from './useSceneKeys';
import { useSceneWords, type SceneWords } from './useSceneWords';

type Props = {
  place: Place;
  scene: Scene;
  isFixed: boolean;
  /** Told whether it plays. */
  onPlaying: (isPlaying: boolean) => void;
};

const tones = { position: 'position', entry: 'order', stop: 'stopLoss', target: 'takeProfit' } as const;

/** Lines in words, each with what moving it does. */
function useLevels(
  words: SceneWords,
  lines: readonly SceneLine[],
  move: (line: SceneLine, to: number) => void,
) {
  const { t } = useTranslation('scene');
  return lines.map(({ id, kind, price, side, quantity, ...line }): ChartLine => {
    const sized = quantity === null ? '' : words.quantity(quantity);
    const label =
      kind === 'position'
        ? t('orders.position', {
            side: t(side === 'buy' ? 'side.long' : 'side.short'),
            quantity: sized,
            price: words.price(price),
          })
        : kind === 'entry'
          ? `${t(`side.${side}`)} ${sized}`.trim()
          : t(`orders.exit.${kind}`);
    // As an element it keeps away from those of its exits.
    if (line.moves === null) return { id, price, label, tone: tones[kind], more: null };
    const name = 'order' in line.moves && kind !== 'entry' ? `${label} ${sized}`.trim() : label;
    return {
      id,
      price,
      label,
      tone: 'draft' in line.moves && kind === 'entry' ? 'draft' : tones[kind],
      move: {
        name,
        to: (next) => {
          move({ id, kind, price, side, quantity, ...line }, next);
          return Promise.resolve();
        },
      },
    };
  });
}

const isOneBar = ({ kind, bars }: Move) => kind === 'step' && bars === 1;

/** An exercise that is under way: time goes on when one lets it, and orders are met by what comes. */
export function ScenePlay({ place, scene, isFixed, onPlaying }: Props) {
  const { t } = useTranslation('scene');
  const { decimalSeparator } = useFormats();
  const errorText = useErrorText();
  const words = useSceneWords(scene);
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const [draft, setDraft] = useState<SceneDraft>(() => draftFor(scene));
  const told = useMemo(
    () => ({
      refused: setRefusal,
      // What was not taken stays, to be corrected.
      made: ({ kind }: Move) =>
        kind === 'place' && setDraft(({ sizeBy, risk }) => ({ ...emptyDraft, sizeBy, risk })),
    }),
    [],
  );
  const mover = useMover(place, told);
  const [asks, setAsks] = useState<'finish' | 'close' | null>(null);
  const sideRef = useRef<HTMLDivElement>(null);
  const isBusy = mover.pending !== null || mover.next !== null;
  // Orders may be given while time goes on bar by bar.
  const isBlocked = mover.next !== null || (mover.pending !== null && !isOneBar(mover.pending.move));
  const { make: begin } = mover;
  const make = useCallback(
    (move: Move) => {
      if (isFixed) return false;
      const isBegun = begin(move);
      if (isBegun) setRefusal(null);
      return isBegun;
    },
    [begin, isFixed],
  );
  const play = usePlay({ scene, isBusy, isStuck: mover.isWaiting || isFixed, refusal, make });
  const { isPlaying } = play;
  /** Whoever acts wants to see what comes of it before time goes on. */
  const act = (move: Move) => {
    play.pause();
    return make(move);
  };
  useEffect(() => onPlaying(isPlaying), [onPlaying, isPlaying]);
  const read = readSceneOrder(draft, scene, decimalSeparator);
  const isNoTrade = !hasEntered(scene);
  const change = (next: Partial<SceneDraft>) => setDraft((before) => ({ ...before, ...next }));
  const typed = (price: number) => asTyped(Decimal.of(price).rounded(scene.priceDigits), decimalSeparator);

  const moveLine = ({ moves }: SceneLine, to: number) => {
    if (moves === null) return;
    if ('draft' in moves) change({ [moves.draft]: typed(to) });
    else act({ kind: 'amend', order: moves.order, [moves.part]: to });
  };
  const levels = useLevels(
    words,
    sceneLines(scene, { ...read, side: draft.side, isPriced: draft.type !== 'market' }),
    moveLine,
  );
  const range = useMemo(() => usualRange(barsOf(scene.bars)), [scene.bars]);

  /** A stop two usual bars away, a target at twice that: somewhere to be moved from. */
  function suggest(part: 'stop' | 'target') {
    const entry = read.entry?.toNumber() ?? scene.last;
    const up = draft.side === 'buy' ? 1 : -1;
    const by = part === 'stop' ? -2 * up * range : 4 * up * range;
    change({ [part]: typed(Math.max(10 ** -scene.priceDigits, entry + by)) });
  }

  const ask = (what: 'finish' | 'close') => {
    play.pause();
    setAsks(what);
  };
  const finish = () => ask('finish');
  useSceneKeys({
    isOff: isFixed || asks !== null,
    step: () => !play.isPlaying && make({ kind: 'step', bars: 1, untilFill: false }),
    fiveSteps: () => !play.isPlaying && make({ kind: 'step', bars: 5, untilFill: false }),
    play: play.toggle,
    buy: () => chooseSide('buy'),
    sell: () => chooseSide('sell'),
    noTrade: finish,
    close: () => scene.holding !== null && ask('close'),
  });

  function chooseSide(side: SceneDraft['side']) {
    change({ side });
    sideRef.current?.closest('details')?.setAttribute('open', '');
    sideRef.current?.querySelector<HTMLElement>(`[data-side=${side}]`)?.focus();
  }

  const isHeld = isEngaged(scene);
  const fold = useRef<HTMLDetailsElement>(null);
  // It stays as it is when an order is given: the focus is in it.
  useEffect(() => {
    if (!isHeld) fold.current?.setAttribute('open', '');
  }, [isHeld]);
  const ticket = (
    <Ticket
      scene={scene}
      words={words}
      draft={draft}
      read={read}
      isBusy={isBlocked}
      sideRef={sideRef}
      onChange={change}
      onSuggest={suggest}
      onPlace={act}
    />
  );
  return (
    <SceneFrame
      place={place}
      scene={scene}
      words={words}
      levels={levels}
      aside={
        isFixed ? null : (
          <>
            <OrdersPanel scene={scene} words={words} isBusy={isBlocked} make={act} />
            <details ref={fold} className={classes.another}>
              <summary>{t(isHeld ? 'ticket.another' : 'ticket.order')}</summary>
              {ticket}
            </details>
          </>
        )
      }
      below={
        isFixed ? null : (
          <Controls play={play} isBusy={isBusy} isNoTrade={isNoTrade} make={make} onFinish={finish} />
        )
      }
      notes={
        <>
          {mover.isWaiting && (
            <p className={classes.trouble} role="alert">
              {t('waiting', { reason: errorText(mover.trouble) })}{' '}
              <Button size="compact-xs" variant="default" onClick={mover.retry}>
                {t('retry')}
              </Button>
            </p>
          )}
          {refusal && (
            <p className={classes.trouble} role="alert">
              {words.refusal(refusal)}
            </p>
          )}
          {asks === 'finish' && (
            <ActDialog
              title={t(isNoTrade ? 'finish.noTradeTitle' : 'finish.title')}
              lead={t(isNoTrade ? 'finish.noTrade' : isHeld ? 'finish.engaged' : 'finish.traded')}
              submit={t(isNoTrade ? 'finish.noTradeSubmit' : 'finish.submit')}
              leave={t('finish.leave')}
              ready={!isBusy}
              act={() => Promise.resolve(make({ kind: 'finish' }))}
              refresh={[]}
              onClose={() => setAsks(null)}
            />
          )}
          {asks === 'close' && (
            <ActDialog
              title={t('finish.closeTitle')}
              lead={t('finish.close')}
              submit={t('orders.close')}
              leave={t('finish.leave')}
              ready={!isBusy && scene.holding !== null}
              act={() => Promise.resolve(make({ kind: 'close' }))}
              refresh={[]}
              onClose={() => setAsks(null)}
            />
          )}
        </>
      }
    />
  );
}
