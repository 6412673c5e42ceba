import { Button, NativeSelect, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/Icon';
import { IconButton } from '@/components/IconButton';
import { comparisons, valueOf, type Comparison, type Condition, type RuleForm as Form } from './form';
import type { Offer } from './offers';
import { OperandPicker, ValuePicker } from './OperandPicker';
import classes from './RuleForm.module.css';

type Props = { form: Form; offers: readonly Offer[]; onChange: (form: Form) => void };

/** What a new condition says: the first indicator there is, or the close, above a number. */
function fresh(offers: readonly Offer[]): Condition | null {
  const offer = offers.find(({ name }) => name === 'rsi') ?? offers[0];
  if (!offer) return null;
  return { left: valueOf(offer), comparison: '>', right: { kind: 'number', value: 50 } };
}

/** Conditions for those who do not write rules. */
export function RuleForm({ form, offers, onChange }: Props) {
  const { t } = useTranslation('rules');
  const { conditions } = form;
  const put = (at: number, change: Partial<Condition>) =>
    onChange({ ...form, conditions: conditions.map((one, i) => (i === at ? { ...one, ...change } : one)) });
  function add() {
    const one = fresh(offers);
    if (one) onChange({ ...form, conditions: [...conditions, one] });
  }
  return (
    <div className={classes.form}>
      {conditions.length > 1 && (
        <NativeSelect
          size="xs"
          className={classes.join}
          label={t('join')}
          value={form.join}
          data={(['and', 'or'] as const).map((value) => ({ value, label: t(value) }))}
          onChange={(event) => onChange({ ...form, join: event.currentTarget.value as Form['join'] })}
        />
      )}
      {conditions.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('none')}
        </Text>
      )}
      {conditions.map((condition, at) => (
        <fieldset key={at} className={classes.condition}>
          <legend className={classes.legend}>{t('condition', { n: at + 1 })}</legend>
          <ValuePicker
            label={t('value')}
            value={condition.left}
            offers={offers}
            onChange={(left) => put(at, { left })}
          />
          <NativeSelect
            size="xs"
            label={t('comparison')}
            value={condition.comparison}
            data={comparisons.map((value) => ({ value, label: t(`comparisons.${value}`) }))}
            onChange={(event) => put(at, { comparison: event.currentTarget.value as Comparison })}
          />
          <OperandPicker
            label={t('other')}
            operand={condition.right}
            offers={offers}
            onChange={(right) => put(at, { right })}
          />
          <IconButton
            icon="close"
            label={t('remove', { n: at + 1 })}
            onClick={() => onChange({ ...form, conditions: conditions.filter((_, i) => i !== at) })}
          />
        </fieldset>
      ))}
      <Button
        variant="default"
        size="xs"
        className={classes.add}
        leftSection={<Icon name="plus" size={14} />}
        onClick={add}
      >
        {t('add')}
      </Button>
    </div>
  );
}
