import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import '@mantine/core/styles/Alert.css';
import { useEffect, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '@/components/Dialog';
import { Facts } from '@/components/Facts';
import { SimulatedBadge } from '@/components/SimulatedBadge';
import { toast } from '@/components/toasts';
import { ApiError } from '@/lib/api/errors';
import { Decimal } from '@/lib/formats/decimal';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { usePlaceOrder } from '../api/orders';
import type { Account, Instrument } from '../api/types';
import type { OrderDraft, ReadDraft } from '../domain/orderDraft';
import { moneyBetween, rewardToRisk } from '../domain/reward';
import '../texts/terms';
import '../texts/review';
import { DayEnd } from './DayEnd';
import { OrderCosts } from './OrderCosts';
import { Pnl } from './Pnl';

type Props = {
  opened: boolean;
  account: Account;
  instrument: Instrument;
  draft: OrderDraft;
  read: ReadDraft;
  /** Such an order is not accepted any more: the symbol was paused meanwhile. */
  isRefused: boolean;
  onClose: () => void;
  onPlaced: () => void;
};

/** The order in full before it is sent: what it may earn, what it may lose, and that it is simulated. */
export default function ReviewDialog({
  opened,
  account,
  instrument,
  draft,
  read,
  isRefused,
  onClose,
  onPlaced,
}: Props) {
  const { t } = useTranslation('paperTrading');
  const formats = useFormats();
  const errorText = useErrorText();
  const place = usePlaceOrder();
  const { symbol, currency } = instrument;
  // What was sent is told here, whatever became of the symbol. It does not come back by itself when that goes on.
  const isOutdated = opened && isRefused && place.isIdle;
  useEffect(() => {
    if (isOutdated) onClose();
  }, [isOutdated, onClose]);
  const { entry, quantity, takeProfit, stopLoss, request } = read;
  const targets = request?.targets ?? [];
  const price = (value: Decimal) => formats.price(value.toNumber(), instrument.priceDigits);
  const isOverQuota = place.error instanceof ApiError && place.error.code === 'quota.exceeded';

  const exit = (level: Decimal | null, part = quantity): ReactNode => {
    if (!level || !entry || !part) return t('review.none');
    const result = moneyBetween(draft.side, part, entry, level).toNumber();
    const share = account.equity > 0 ? formats.percent(Math.abs(result) / account.equity) : '–';
    return (
      <>
        {part !== quantity && `${formats.quantity(part.toNumber(), instrument.quantityDigits)} · `}
        {price(level)} · <Pnl value={result} currency={currency} />
        <Text span display="block" size="xs" c="dimmed">
          {t('review.ofEquity', { percent: share })}
        </Text>
      </>
    );
  };
  const terms = [
    ...(read.terms.timeInForce !== 'gtc' ? [t(`terms.force.${read.terms.timeInForce}`)] : []),
    ...(request?.expiresAt ? [formats.dateTime(request.expiresAt)] : []),
    ...(request?.trail
      ? [`${t('review.trailing')}: ${request.trail.value} ${t(`terms.unit.${request.trail.unit}`)}`]
      : []),
    ...(read.terms.reduceOnly ? [t('review.reduceOnly')] : []),
    ...(read.terms.postOnly ? [t('review.postOnly')] : []),
    ...(request?.breakEven ? [t('review.breakEven')] : []),
  ];
  const ratio = rewardToRisk(read);

  function confirm() {
    if (!request) return;
    place.mutate(
      { accountId: account.id, ...request },
      {
        onSuccess(order) {
          const size = formats.quantity(order.quantity, instrument.quantityDigits);
          toast(t('review.placed', { side: t(`side.${order.side}`), quantity: size, symbol }));
          onPlaced();
        },
      },
    );
  }

  function close() {
    place.reset();
    onClose();
  }

  return (
    <Dialog opened={opened} onClose={close} title={t(`review.title_${draft.side}`, { symbol })}>
      <Stack gap="sm">
        <Facts
          items={[
            [t('review.account'), account.name],
            [t('review.side'), t(`side.${draft.side}`)],
            [t('review.type'), t(`type.${draft.type}`)],
            [
              t('review.quantity'),
              quantity ? formats.quantity(quantity.toNumber(), instrument.quantityDigits) : '–',
            ],
            [
              t('review.price'),
              entry
                ? draft.type === 'market' || draft.type === 'trailingStop'
                  ? t('review.marketPrice', { price: price(entry) })
                  : price(entry)
                : '–',
            ],
            [
              t('review.value'),
              entry && quantity ? formats.money(quantity.times(entry).toNumber(), currency) : '–',
            ],
            ...(targets.length === 0 ? ([[t('review.target'), exit(takeProfit)]] as const) : []),
            ...targets.map(
              (target, index) =>
                [
                  t('review.targetOf', { n: index + 1 }),
                  exit(Decimal.of(target.price), Decimal.of(target.quantity)),
                ] as const,
            ),
            [t('review.stop'), exit(stopLoss)],
            ...(terms.length > 0
              ? ([
                  [
                    t('review.terms'),
                    <>
                      {terms.join(' · ')}
                      {read.terms.timeInForce === 'day' && (
                        <Text span display="block" size="xs" c="dimmed">
                          <DayEnd instrument={instrument} />
                        </Text>
                      )}
                    </>,
                  ],
                ] as const)
              : []),
            ...(ratio ? ([[t('review.ratio'), `${formats.ratio(ratio.toNumber())} : 1`]] as const) : []),
          ]}
        />
        <OrderCosts instrument={instrument} request={request} account={account} />
        {read.fillsAtOnce && (
          <Text size="sm" c="var(--ami-warn-text)">
            {t(`ticket.fillsAtOnce_${draft.side}`)}
          </Text>
        )}
        {read.overBuyingPower && (
          <Text size="sm" c="var(--ami-warn-text)">
            {t('ticket.overBuyingPower')}
          </Text>
        )}
        {!read.isProtected && (
          <Text size="sm" c="var(--ami-warn-text)">
            {t('review.noStop')}
          </Text>
        )}
        <Group gap="xs" wrap="nowrap" align="flex-start">
          <SimulatedBadge />
          <Text size="xs" c="dimmed">
            {t('review.simulated')}
          </Text>
        </Group>
        {place.lost && (
          <Alert color="yellow" role="status">
            {t('review.lost')}
          </Alert>
        )}
        {place.error && (
          <Alert color="red" role="alert" title={t('review.failed')}>
            {isOverQuota ? t('review.overQuota') : errorText(place.error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close} disabled={place.isPending}>
            {t('cancel', { ns: 'common' })}
          </Button>
          <Button onClick={confirm} loading={place.isPending} disabled={!request} data-autofocus>
            {t(`review.submit_${draft.side}`)}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
