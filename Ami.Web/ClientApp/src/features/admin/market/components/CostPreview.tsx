import { Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '@/components/AmountInput';
import { Facts } from '@/components/Facts';
import { readAmount } from '@/lib/formats/numberInput';
import { useFormats } from '@/lib/formats/useFormats';
import { useErrorText } from '@/lib/i18n/useErrorText';
import { useTermsPreview, type ManagedTerms } from '../api/symbols';

type Props = {
  symbol: string;
  currency: string;
  /** Terms that are within their bounds; null while some are not. */
  terms: ManagedTerms | null;
};

/** What a student would pay for a market buy, worked out by the server with the terms as they are typed. */
export function CostPreview({ symbol, currency, terms }: Props) {
  const { t } = useTranslation('adminSymbols');
  const formats = useFormats();
  const errorText = useErrorText();
  const [units, setUnits] = useState('10');
  const amount = readAmount(units, 8, formats.decimalSeparator);
  const quantity = amount.value ? Number(amount.value.toPlain()) : null;
  const preview = useTermsPreview(symbol, terms, quantity);
  const money = (value: number) => `${formats.quantity(value, 8)} ${currency}`;
  const cost = preview.data?.cost;
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {t('preview.title')}
      </Title>
      <AmountInput
        label={t('preview.units')}
        value={units}
        onChange={setUnits}
        error={amount.problem ? t('preview.unitsProblem') : null}
        maw={240}
      />
      <div role="status" aria-busy={preview.isFetching}>
        {terms === null && <Text size="sm">{t('preview.wrong')}</Text>}
        {terms !== null && preview.error && <Text size="sm">{errorText(preview.error)}</Text>}
        {terms !== null && !preview.error && preview.data && cost && (
          <Facts
            items={[
              [t('preview.last'), money(preview.data.last)],
              [t('preview.price'), money(cost.price)],
              [t('preview.spread'), money(cost.spreadCost)],
              [t('preview.slippage', { count: cost.levels }), money(cost.slippage)],
              [t('preview.fee'), money(cost.fee)],
              [t('preview.total'), money(cost.spreadCost + cost.slippage + cost.fee)],
              [t('preview.longDay'), money(cost.holdingPerDay)],
              [t('preview.shortDay'), money(cost.shortPerDay)],
            ]}
          />
        )}
      </div>
    </Stack>
  );
}
