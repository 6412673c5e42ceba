import { useTranslation } from 'react-i18next';
import type { ApiError } from '@/lib/api/errors';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import type { Scene, SceneOrder, SceneTrade } from '../api/scenes';
import { isDaily, shiftOf } from '../domain/sceneBars';
import type { SceneNews } from '../domain/sceneMoves';
import './texts';
import { en } from './texts/en';

type Reason = keyof (typeof en)['reason'];
const isReason = (reason: string): reason is Reason => Object.hasOwn(en.reason, reason);

const moneyDigits = 2;
const rDigits = 2;

/** Figures, times and sentences of one scene. */
export function useSceneWords(scene: Scene) {
  const { t } = useTranslation('scene');
  const formats = useFormats();
  const errorText = useErrorText();
  const { priceDigits, quantityDigits } = scene;
  const shift = shiftOf(scene.startsAt, scene.bars);
  const timeZone = isDaily(scene.interval) ? 'UTC' : formats.timeZone;
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

  const price = (value: number) => formats.price(value, priceDigits);
  const quantity = (value: number) => formats.quantity(value, quantityDigits);
  const money = (value: number) => formats.price(value, moneyDigits);
  const signedMoney = (value: number) => formats.signedPrice(value, moneyDigits);
  const r = (value: number) => t('state.r', { r: formats.signedPrice(value, rDigits) });

  /** Of what is no gain or loss by itself. */
  const rPlain = (value: number) => t('state.r', { r: formats.ratio(value) });

  /** What came of a trade, in R where it has one. */
  const resultOf = (trade: Pick<SceneTrade, 'r' | 'pnl' | 'fees'>) =>
    trade.r === null ? t('said.noR', { money: signedMoney(trade.pnl - trade.fees) }) : r(trade.r);

  /** The time of a bar: without year and date as long as they are hidden. */
  function time(seconds: number) {
    const at = seconds * 1000;
    const hours = isDaily(scene.interval) ? {} : clock;
    return scene.startsAt === null
      ? formats.with(at, { weekday: 'short', ...hours, timeZone })
      : formats.with(at, { year: 'numeric', month: 'short', day: 'numeric', ...hours, timeZone });
  }

  /** An order with where it stands. */
  function orderOf({ number, side, type, role, price: at, stop, target, ...order }: SceneOrder): string {
    const level = (name: string, value: number | null) => (value === null ? [] : [`${name} ${price(value)}`]);
    if (role === 'stopLoss' || role === 'takeProfit')
      return level(t(role === 'stopLoss' ? 'orders.exit.stop' : 'orders.exit.target'), at).join('');
    if (role === 'close') return t('orders.exit.close');
    const named = t('orders.entryNumber', {
      number,
      side: t(`side.${side}`),
      quantity: quantity(order.quantity),
      type: t(`type.${type}`),
    });
    return [
      at === null ? named : `${named} ${price(at)}`,
      ...level(t('orders.exit.stop'), stop),
      ...level(t('orders.exit.target'), target),
    ].join(', ');
  }

  /** What a move brought, as one says it. */
  function news({ bars, fills, trades, orders, hasEnded }: SceneNews, last: number): string[] {
    return [
      ...(bars > 0 ? [t('said.bars', { count: bars, price: price(last) })] : []),
      ...fills.map((fill) =>
        t(fill.side === 'buy' ? 'said.bought' : 'said.sold', {
          quantity: quantity(fill.quantity),
          price: price(fill.price),
        }),
      ),
      ...orders.map(({ what, order }) => t(`said.${what}`, { order: orderOf(order) })),
      ...trades.map((trade) => t('said.closed', { by: t(`by.${trade.exitBy}`), r: resultOf(trade) })),
      ...(hasEnded ? [t('said.over')] : []),
    ];
  }

  /** Why a move was not taken. */
  function refusal(error: ApiError): string {
    if (error.code === 'learning.scene_moved') return t('moved');
    const why = String(error.details.reason);
    const reason =
      error.code === 'learning.move_refused' && isReason(why) ? t(`reason.${why}`) : errorText(error);
    return t('refused', { reason });
  }

  return { price, quantity, money, signedMoney, r, rPlain, resultOf, time, news, refusal, shift };
}

export type SceneWords = ReturnType<typeof useSceneWords>;
