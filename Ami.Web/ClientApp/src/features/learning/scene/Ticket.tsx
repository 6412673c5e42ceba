import { Button, NativeSelect, UnstyledButton } from '@mantine/core';
import { useState, type KeyboardEvent, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '@/components/AmountInput';
import { IconButton } from '@/components/IconButton';
import { useNumberProblem } from '@/components/useNumberProblem';
import type { NumberProblem } from '@/lib/formats/numberInput';
import { useFormats } from '@/lib/formats/useFormats';
import type { Move, Scene, Side } from '../api/scenes';
import type { ReadSceneOrder, SceneDraft, SceneField, SceneProblem } from '../domain/sceneOrder';
import { PriceField } from './PriceField';
import classes from './Scene.module.css';
import type { SceneWords } from './useSceneWords';

type Props = {
  scene: Scene;
  words: SceneWords;
  draft: SceneDraft;
  read: ReadSceneOrder;
  isBusy: boolean;
  /** The place where the side is chosen, for keys. */
  sideRef: RefObject<HTMLDivElement | null>;
  onChange: (change: Partial<SceneDraft>) => void;
  /** Puts an exit where one may move it from. */
  onSuggest: (part: 'stop' | 'target') => void;
  onPlace: (move: Move) => void;
};

const sides: readonly Side[] = ['buy', 'sell'];
const own: readonly SceneProblem[] = [
  'needsStop',
  'mustBeAbove',
  'mustBeBelow',
  'mustBeAboveMarket',
  'mustBeBelowMarket',
  'tooSmall',
  'beyondBuyingPower',
  'atMostHundred',
];
type OwnProblem = Exclude<SceneProblem, NumberProblem>;
const isOwn = (problem: SceneProblem): problem is OwnProblem => own.includes(problem);

function Facts({ scene, words, draft, read }: Pick<Props, 'scene' | 'words' | 'draft' | 'read'>) {
  const { t } = useTranslation('scene');
  const formats = useFormats();
  const none = t('state.none');
  const { quantity, risk, rewardToRisk } = read;
  const atRisk = risk
    ? t('ticket.atRiskOf', {
        money: words.money(risk.money.toNumber()),
        percent: formats.percent(risk.percent.toNumber() / 100),
      })
    : draft.sizeBy === 'quantity' && quantity && draft.stop === ''
      ? t('ticket.unlimited')
      : none;
  const basis = (value: number) => formats.quantity(value, 2);
  return (
    <dl className={classes.facts} aria-label={t('ticket.facts')}>
      <dt>{t('ticket.quantity')}</dt>
      <dd>{quantity ? words.quantity(quantity.toNumber()) : none}</dd>
      <dt>{t('ticket.atRisk')}</dt>
      <dd>{atRisk}</dd>
      <dt>{t('ticket.rewardToRisk')}</dt>
      <dd>{rewardToRisk ? t('ticket.ratio', { ratio: formats.ratio(rewardToRisk.toNumber()) }) : none}</dd>
      <dt
        title={t('ticket.costsHint', {
          fee: basis(scene.feeBps),
          slippage: basis(scene.slippageBps),
          spread: basis(scene.spreadBps),
        })}
      >
        {t('ticket.costs')}
      </dt>
      <dd>{read.costs ? words.money(read.costs.toNumber()) : none}</dd>
    </dl>
  );
}

/** The order ticket of an exercise: what, how much, where out, and what that means, before it is sent. */
export function Ticket({ scene, words, draft, read, isBusy, sideRef, ...on }: Props) {
  const { t } = useTranslation('scene');
  const numberProblem = useNumberProblem();
  // Nobody is told that something is missing before having written anything.
  const [touched, setTouched] = useState<ReadonlySet<SceneField>>(new Set());
  const digits = { price: scene.priceDigits, stop: scene.priceDigits, target: scene.priceDigits, risk: 2 };
  const errorOf = (field: SceneField) => {
    const problem = read.problems[field];
    if (!problem || (draft[field] === '' && !touched.has(field))) return null;
    return isOwn(problem)
      ? t(`problem.${problem}`)
      : numberProblem(problem, field === 'quantity' ? scene.quantityDigits : digits[field]);
  };
  const change = (field: SceneField) => (value: string) => on.onChange({ [field]: value });

  function send() {
    if (isBusy) return;
    if (read.move) {
      setTouched(new Set());
      on.onPlace(read.move);
    } else setTouched(new Set(['price', 'stop', 'target', 'risk', 'quantity']));
  }

  function choose(event: KeyboardEvent, side: Side) {
    if (!event.key.startsWith('Arrow')) return;
    event.preventDefault();
    const other = side === 'buy' ? 'sell' : 'buy';
    on.onChange({ side: other });
    sideRef.current?.querySelector<HTMLElement>(`[data-side=${other}]`)?.focus();
  }

  const exit = (part: 'stop' | 'target', suggest: string) => (
    <div className={classes.exit}>
      <PriceField
        label={t(`ticket.${part}`)}
        value={draft[part]}
        digits={scene.priceDigits}
        error={errorOf(part)}
        onChange={change(part)}
        onEnter={send}
      />
      {draft[part] === '' && (
        <span className={classes.suggest}>
          <IconButton icon="plus" label={suggest} title={suggest} onClick={() => on.onSuggest(part)} />
        </span>
      )}
    </div>
  );
  const sizeField = draft.sizeBy === 'risk' ? 'risk' : 'quantity';
  return (
    <div className={classes.ticket}>
      <div ref={sideRef} className={classes.sides} role="radiogroup" aria-label={t('ticket.side')}>
        {sides.map((side) => (
          <UnstyledButton
            key={side}
            role="radio"
            aria-checked={draft.side === side}
            tabIndex={draft.side === side ? 0 : -1}
            data-side={side}
            className={classes.side}
            onClick={() => on.onChange({ side })}
            onKeyDown={(event) => choose(event, side)}
          >
            {t(`side.${side}`)}
            <span aria-hidden="true">{words.price(side === 'buy' ? scene.ask : scene.bid)}</span>
          </UnstyledButton>
        ))}
      </div>
      <div className={classes.pair}>
        <NativeSelect
          size="xs"
          label={t('ticket.type')}
          data={(['market', 'limit', 'stop'] as const).map((value) => ({ value, label: t(`type.${value}`) }))}
          value={draft.type}
          onChange={(event) => on.onChange({ type: event.currentTarget.value as SceneDraft['type'] })}
        />
        {draft.type !== 'market' && (
          <PriceField
            label={t('ticket.price')}
            value={draft.price}
            digits={scene.priceDigits}
            error={errorOf('price')}
            onChange={change('price')}
            onEnter={send}
          />
        )}
      </div>
      <div className={classes.pair}>
        {exit('stop', t('ticket.putStop'))}
        {exit('target', t('ticket.putTarget'))}
      </div>
      <div className={classes.pair}>
        {scene.sizeByRisk && (
          <NativeSelect
            size="xs"
            label={t('ticket.sizeBy')}
            data={[
              { value: 'risk', label: t('ticket.byRisk') },
              { value: 'quantity', label: t('ticket.byQuantity') },
            ]}
            value={draft.sizeBy}
            onChange={(event) => on.onChange({ sizeBy: event.currentTarget.value as SceneDraft['sizeBy'] })}
          />
        )}
        <AmountInput
          size="xs"
          label={t(`ticket.${sizeField}`)}
          value={draft[sizeField]}
          error={errorOf(sizeField)}
          onChange={change(sizeField)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            send();
          }}
        />
      </div>
      <Facts scene={scene} words={words} draft={draft} read={read} />
      {read.isLimited && <p className={classes.hint}>{t('ticket.limited')}</p>}
      <Button fullWidth size="sm" aria-disabled={isBusy} onClick={send} title={t('ticket.noUndo')}>
        {read.quantity
          ? t('ticket.send', {
              side: t(`side.${draft.side}`),
              quantity: words.quantity(read.quantity.toNumber()),
            })
          : t('ticket.sendPlain')}
      </Button>
      <p className={classes.hint}>{t('ticket.noUndo')}</p>
    </div>
  );
}
