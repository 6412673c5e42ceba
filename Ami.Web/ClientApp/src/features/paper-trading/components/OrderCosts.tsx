import { Skeleton, Text } from '@mantine/core';
import '@mantine/core/styles/Skeleton.css';
import { useTranslation } from 'react-i18next';
import { Facts } from '@/components/Facts';
import { useFormats } from '@/lib/formats/useFormats';
import { useOrderCosts } from '../api/orderCosts';
import type { Account, Instrument } from '../api/types';
import type { ReadDraft } from '../domain/orderDraft';
import '../texts/margin';
import '../texts/terms';

type Props = { instrument: Instrument; request: ReadDraft['request']; account: Account };

/** What the order is expected to cost: its price over the depth, spread, slippage and fee. And how the account is covered after it. */
export function OrderCosts({ instrument, request, account }: Props) {
  const { t } = useTranslation('paperTrading');
  const formats = useFormats();
  const { data: costs, error } = useOrderCosts(request, account.id);
  if (error)
    return (
      <Text size="sm" c="dimmed" role="status">
        {t('costs.unknown')}
      </Text>
    );
  if (!costs) return <Skeleton height={96} aria-label={t('costs.loading')} />;

  const money = (value: number) => formats.money(value, instrument.currency);
  const price = (value: number) => formats.price(value, instrument.priceDigits);
  const units = (value: number) => formats.quantity(value, instrument.quantityDigits);
  const fees = { maker: formats.percent(costs.makerFeePct, 3), taker: formats.percent(costs.takerFeePct, 3) };
  const { margin } = costs;
  const level = margin?.level;
  const liquidity = costs.resting === 0 ? 'taker' : costs.atOnce === 0 ? 'maker' : 'both';
  return (
    <>
      <Facts
        items={[
          [t('costs.expected'), price(costs.expectedPrice)],
          ...(costs.levels > 1 ? ([[t('costs.worst'), price(costs.worstPrice)]] as const) : []),
          [t('costs.spread'), money(costs.spreadCost)],
          [t('costs.slippage'), money(costs.slippage)],
          [t('costs.fee'), `${money(costs.fee)} · ${t(`costs.${liquidity}`, fees)}`],
          [t('costs.total'), money(costs.spreadCost + costs.slippage + costs.fee)],
          ...(costs.holdingPerDay === 0 ? [] : ([[t('costs.holding'), money(costs.holdingPerDay)]] as const)),
          ...(margin
            ? ([
                [t('margin.after'), money(margin.initial)],
                [t('margin.levelAfter'), level == null ? t('margin.none') : formats.percent(level, 0)],
                [
                  t('margin.liquidationAfter'),
                  margin.liquidationPrice == null
                    ? t('margin.noLiquidation')
                    : price(margin.liquidationPrice),
                ],
              ] as const)
            : []),
        ]}
      />
      {level != null && level < (account.marginCallLevel ?? 1) && (
        <Text size="sm" c="var(--ami-warn-text)">
          {t(level < 1 ? 'margin.breachAfter' : 'margin.lowAfter')}
        </Text>
      )}
      {costs.levels > 1 && costs.depthUnits != null && (
        <Text size="xs" c="dimmed">
          {t('costs.depth', { count: costs.levels, units: units(costs.depthUnits) })}
        </Text>
      )}
      {request?.side === 'sell' && costs.borrowPctPerYear > 0 && (
        <Text size="xs" c="dimmed">
          {t('costs.borrow', { percent: formats.percent(costs.borrowPctPerYear) })}
        </Text>
      )}
      {costs.fundingHours > 0 && (
        <Text size="xs" c="dimmed">
          {t(costs.fundingPct > 0 === (request?.side === 'buy') ? 'costs.fundingPays' : 'costs.fundingGets', {
            count: costs.fundingHours,
            percent: formats.percent(Math.abs(costs.fundingPct), 3),
          })}
        </Text>
      )}
      {liquidity === 'both' && (
        <Text size="xs" c="dimmed">
          {t('costs.rests', { atOnce: units(costs.atOnce), rests: units(costs.resting) })}
        </Text>
      )}
    </>
  );
}
