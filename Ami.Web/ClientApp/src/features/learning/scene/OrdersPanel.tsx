import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '@/components/IconButton';
import { Signed } from '@/components/Signed';
import { useNumberProblem } from '@/components/useNumberProblem';
import { Decimal } from '@/lib/formats/decimal';
import { asTyped, readAmount } from '@/lib/formats/numberInput';
import { useFormats } from '@/lib/formats/useFormats';
import type { Move, Scene, SceneOrder } from '../api/scenes';
import type { OrderPart } from '../domain/sceneLines';
import { PriceField } from './PriceField';
import classes from './Scene.module.css';
import type { SceneWords } from './useSceneWords';

type Props = { scene: Scene; words: SceneWords; isBusy: boolean; make: (move: Move) => void };

type LevelProps = {
  label: string;
  name: string;
  price: number;
  digits: number;
  isBusy: boolean;
  onMove: (price: number) => void;
  onCancel?: () => void;
};

/** A price of an order that waits: another one is sent with Enter or its button. */
function Level({ label, name, price, digits, isBusy, onMove, onCancel }: LevelProps) {
  const { t } = useTranslation('scene');
  const { decimalSeparator } = useFormats();
  const numberProblem = useNumberProblem();
  const own = asTyped(Decimal.of(price), decimalSeparator);
  const [typed, setTyped] = useState<string | null>(null);
  // What was typed was meant for the price that stood there then.
  const [meant, setMeant] = useState(price);
  if (meant !== price) {
    setMeant(price);
    setTyped(null);
  }
  const reading = readAmount(typed ?? own, digits, decimalSeparator);
  const isChanged = typed !== null && typed !== own;
  const send = () => {
    if (isChanged && reading.value && !isBusy) onMove(reading.value.toNumber());
  };
  return (
    <div className={classes.level}>
      <PriceField
        label={label}
        value={typed ?? own}
        digits={digits}
        error={reading.problem && numberProblem(reading.problem, digits)}
        onChange={setTyped}
        onEnter={send}
        onEscape={() => setTyped(null)}
      />
      {isChanged && (
        <Button
          size="xs"
          disabled={!reading.value || isBusy}
          aria-label={t('orders.moveOf', { name })}
          onClick={send}
        >
          {t('orders.move')}
        </Button>
      )}
      {onCancel && (
        <IconButton
          icon="close"
          label={t('orders.cancelExit', { name })}
          title={t('orders.cancelExit', { name })}
          disabled={isBusy}
          onClick={onCancel}
        />
      )}
    </div>
  );
}

function Order({ order, ...props }: Props & { order: SceneOrder }) {
  const { t } = useTranslation('scene');
  const { words, scene, isBusy, make } = props;
  const { number, side, type } = order;
  const named = {
    number,
    side: t(`side.${side}`),
    quantity: words.quantity(order.quantity),
    type: t(`type.${type}`),
  };
  const level = (part: OrderPart, label: string, name: string, price: number | null, onCancel?: () => void) =>
    price !== null && (
      <Level
        label={label}
        name={name}
        price={price}
        digits={scene.priceDigits}
        isBusy={isBusy}
        onMove={(to) => make({ kind: 'amend', order: number, [part]: to })}
        onCancel={onCancel}
      />
    );
  const cancel = () => make({ kind: 'cancel', order: number });
  if (order.role === 'stopLoss' || order.role === 'takeProfit') {
    const name = t(order.role === 'stopLoss' ? 'orders.exit.stop' : 'orders.exit.target');
    return level('price', name, name, order.price, cancel);
  }
  const name = t('orders.entryNumber', named);
  return (
    <div className={classes.order}>
      <div className={classes.row}>
        <span>{order.role === 'close' ? t('orders.exit.close') : t('orders.entry', named)}</span>
        <Button
          size="compact-xs"
          variant="default"
          disabled={isBusy}
          aria-label={t('orders.cancelOf', { number })}
          onClick={cancel}
        >
          {t('orders.cancel')}
        </Button>
      </div>
      {type === 'market' && <p className={classes.hint}>{t('orders.atMarket')}</p>}
      <div className={classes.pair}>
        {level('price', t('orders.exit.price'), name, order.price)}
        {level('stop', t('orders.exit.stop'), t('orders.exitOf.stop', { number }), order.stop)}
        {level('target', t('orders.exit.target'), t('orders.exitOf.target', { number }), order.target)}
      </div>
    </div>
  );
}

/** What is held and what waits, each with what one can do about it. */
export function OrdersPanel(props: Props) {
  const { t } = useTranslation('scene');
  const { scene, words, isBusy, make } = props;
  const { holding } = scene;
  // Exits that wait for their entry are said with it.
  const orders = scene.orders.filter(({ status, role }) => status === 'working' || role === 'entry');
  if (!holding && orders.length === 0) return null;
  return (
    <section className={classes.orders} aria-label={t('orders.title')}>
      {holding && (
        <div className={classes.row}>
          <span>
            <b>
              {t('orders.position', {
                side: t(`side.${holding.side}`),
                quantity: words.quantity(holding.quantity),
                price: words.price(holding.averagePrice),
              })}
            </b>{' '}
            <Signed value={holding.unrealised} text={words.signedMoney(holding.unrealised)} />
          </span>
          <Button
            size="compact-sm"
            variant="default"
            disabled={isBusy}
            aria-keyshortcuts="C"
            onClick={() => make({ kind: 'close' })}
          >
            {t('orders.close')}
          </Button>
        </div>
      )}
      <div className={classes.exits}>
        {orders
          .filter(({ role }) => role === 'stopLoss' || role === 'takeProfit')
          .map((order) => (
            <Order key={order.number} order={order} {...props} />
          ))}
      </div>
      {orders
        .filter(({ role }) => role === 'entry' || role === 'close')
        .map((order) => (
          <Order key={order.number} order={order} {...props} />
        ))}
    </section>
  );
}
