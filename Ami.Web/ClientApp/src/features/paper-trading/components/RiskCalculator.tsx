import { Button, Text } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '@/components/AmountInput';
import { useNumberProblem } from '@/components/useNumberProblem';
import { Decimal } from '@/lib/formats/decimal';
import { asTyped, readAmount } from '@/lib/formats/numberInput';
import { useFormats } from '@/lib/formats/useFormats';
import type { Account, Instrument } from '../api/types';
import { riskSize } from '../domain/riskSize';
import '../texts/risk';
import classes from './RiskCalculator.module.css';

export type RiskCalculatorProps = {
  instrument: Instrument;
  account: Account | undefined;
  entry: Decimal | null;
  stop: Decimal | null;
  onUse: (quantity: string) => void;
};

const percentDigits = 2;
const muchRisk = Decimal.of(2);

/** Position size from what may be lost and where the stop is: the question before the order. */
export default function RiskCalculator({ instrument, account, entry, stop, onUse }: RiskCalculatorProps) {
  const { t } = useTranslation('paperTrading');
  const formats = useFormats();
  const numberProblem = useNumberProblem();
  const id = useId();
  const [typed, setTyped] = useState('1');
  const risk = readAmount(typed, percentDigits, formats.decimalSeparator);
  const size =
    account && entry && stop && risk.value
      ? riskSize({
          equity: Decimal.of(Math.max(0, account.equity)),
          riskPercent: risk.value,
          entry,
          stop,
          buyingPower: Decimal.of(Math.max(0, account.buyingPower)),
          quantityDigits: instrument.quantityDigits,
          minQuantity: Decimal.of(instrument.minQuantity),
        })
      : null;
  const quantity = size ? formats.quantity(size.quantity.toNumber(), instrument.quantityDigits) : '';
  const loss = size ? formats.money(size.loss.toNumber(), instrument.currency) : '';

  return (
    <div className={classes.box} role="group" aria-labelledby={id}>
      <div className={classes.head}>
        <span id={id} className={classes.title}>
          {t('risk.title')}
        </span>
        <AmountInput
          size="xs"
          className={classes.percent}
          aria-label={t('risk.percent')}
          rightSection="%"
          value={typed}
          onChange={setTyped}
          error={risk.problem !== null}
        />
      </div>
      <div role="status">
        {risk.problem && (
          <Text size="xs" c="var(--mantine-color-error)">
            {numberProblem(risk.problem, percentDigits)}
          </Text>
        )}
        {!risk.problem && !size && (
          <Text size="xs" c="dimmed">
            {t('risk.needStop')}
          </Text>
        )}
        {size && (
          <Text size="xs">
            {size.limitedBy === 'belowMinimum'
              ? t('risk.small', {
                  quantity: formats.quantity(instrument.minQuantity, instrument.quantityDigits),
                })
              : t(size.limitedBy === 'buyingPower' ? 'risk.limited' : 'risk.result', { quantity, loss })}
          </Text>
        )}
      </div>
      {size && (
        <Text size="xs" c="dimmed">
          {t('risk.note')}
        </Text>
      )}
      {risk.value && risk.value.compare(muchRisk) > 0 && (
        <Text size="xs" className={classes.warn}>
          {t('risk.high')}
        </Text>
      )}
      <Button
        size="compact-sm"
        variant="default"
        disabled={!size || size.limitedBy === 'belowMinimum'}
        onClick={() => size && onUse(asTyped(size.quantity, formats.decimalSeparator))}
      >
        {t('risk.use')}
      </Button>
    </div>
  );
}
