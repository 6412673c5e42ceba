import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '@/components/AmountInput';
import type { Decimal } from '@/lib/formats/decimal';
import { asTyped, readAmount } from '@/lib/formats/numberInput';
import { useFormats } from '@/lib/formats/useFormats';
import { cashSize, reduces, shares, shareSize, type SizeInput } from '../domain/quickSize';
import classes from './QuickSizes.module.css';

const cashDigits = 2;

/** Quantities that nobody should have to work out: a share of what there is, or what an amount of money pays for. */
export function QuickSizes(props: { input: SizeInput; currency: string; onUse: (quantity: string) => void }) {
  const { t } = useTranslation('paperTrading');
  const formats = useFormats();
  const [cash, setCash] = useState('');
  const { input, currency, onUse } = props;
  const of = t(reduces(input) ? 'size.ofPosition' : 'size.ofPower');
  const apply = (quantity: Decimal | null) => quantity && onUse(asTyped(quantity, formats.decimalSeparator));

  function type(text: string) {
    setCash(text);
    const { value } = readAmount(text, cashDigits, formats.decimalSeparator);
    if (value) apply(cashSize(value, input));
  }

  return (
    <div className={classes.row} role="group" aria-label={t('size.title')}>
      {shares.map((share) => {
        const quantity = shareSize(share, input);
        const name = formats.percent(share / 100, 0);
        return (
          <Button
            key={share}
            size="compact-xs"
            variant="default"
            aria-label={t('size.share', { share: name, of })}
            title={of}
            disabled={!quantity || quantity.sign <= 0}
            onClick={() => {
              setCash('');
              apply(quantity);
            }}
          >
            {name}
          </Button>
        );
      })}
      <AmountInput
        size="xs"
        className={classes.cash}
        aria-label={t('size.cash', { currency })}
        placeholder={t('size.forCash')}
        rightSection={<span className={classes.unit}>{currency}</span>}
        rightSectionWidth={44}
        value={cash}
        onChange={type}
        disabled={!input.entry}
      />
    </div>
  );
}
