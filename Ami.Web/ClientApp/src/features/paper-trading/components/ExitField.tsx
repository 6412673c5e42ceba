import { NativeSelect, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '@/components/AmountInput';
import type { Decimal } from '@/lib/formats/decimal';
import { useFormats } from '@/lib/formats/useFormats';
import type { Unit } from '../domain/orderDraft';
import classes from './ExitField.module.css';

type Props = {
  id: string;
  label: string;
  value: string;
  onChange: (value: string) => void;
  onBlur: () => void;
  error: string | null;
  unit: Unit;
  onUnit: (unit: Unit) => void;
  level: Decimal | null;
  digits: number;
};

/** A target or stop, as a price or as a distance in percent (then the price it means is shown). */
export function ExitField({ label, unit, onUnit, level, digits, error, ...input }: Props) {
  const { t } = useTranslation('paperTrading');
  const formats = useFormats();
  return (
    <div>
      <div className={classes.row}>
        <AmountInput
          className={classes.value}
          label={
            <>
              {label} <span className={classes.optional}>{t('ticket.optional')}</span>
            </>
          }
          error={error}
          {...input}
        />
        <NativeSelect
          className={classes.unit}
          aria-label={t('ticket.unit', { field: label })}
          data={[
            { value: 'price', label: t('ticket.unitPrice') },
            { value: 'percent', label: t('ticket.unitPercent') },
          ]}
          value={unit}
          onChange={(event) => onUnit(event.currentTarget.value as Unit)}
        />
      </div>
      {unit === 'percent' && level && !error && (
        <Text size="xs" c="dimmed" mt={3}>
          {t('ticket.at', { price: formats.price(level.toNumber(), digits) })}
        </Text>
      )}
    </div>
  );
}
