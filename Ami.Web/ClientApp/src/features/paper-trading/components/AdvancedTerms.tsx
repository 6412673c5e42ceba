import { Checkbox, NativeSelect, Text, TextInput } from '@mantine/core';
import '@mantine/core/styles/Checkbox.css';
import '@mantine/core/styles/InlineInput.css';
import { useTranslation } from 'react-i18next';
import { AmountInput } from '@/components/AmountInput';
import { useFormats } from '@/lib/formats/useFormats';
import type { Instrument, TimeInForce, TrailUnit } from '../api/types';
import type { DraftField, OrderDraft, ReadDraft } from '../domain/orderDraft';
import { forcesOf, furtherCount, furtherTargets, orderTypes, targetShares } from '../domain/orderTerms';
import '../texts/terms';
import { DayEnd } from './DayEnd';
import classes from './AdvancedTerms.module.css';
import exitClasses from './ExitField.module.css';

type Props = {
  instrument: Instrument;
  draft: OrderDraft;
  read: ReadDraft;
  change: (part: Partial<OrderDraft>) => void;
  field: (name: DraftField) => {
    value: string;
    onChange: (value: string) => void;
    onBlur: () => void;
    error: string | null;
  };
};

const units: readonly TrailUnit[] = ['percent', 'price', 'atr'];

/** What most orders leave as it is: further types, how long, what it promises, a stop that follows, further targets. */
export default function AdvancedTerms({ instrument, draft, read, change, field }: Props) {
  const { t } = useTranslation('paperTrading');
  const { type } = draft;
  const { timeInForce, reduceOnly, postOnly } = read.terms;
  const formats = useFormats();
  const forces = forcesOf(type);
  const count = furtherCount(draft);
  const { onChange: onExpiry, ...expiry } = field('expiresAt');
  const rests = type === 'limit' && timeInForce !== 'ioc' && timeInForce !== 'fok';
  return (
    <div className={classes.box} role="group" aria-label={t('ticket.advanced')}>
      <NativeSelect
        size="xs"
        label={t('ticket.type')}
        data={orderTypes.map((value) => ({ value, label: t(`type.${value}`) }))}
        value={type}
        onChange={(event) => change({ type: event.currentTarget.value as OrderDraft['type'] })}
      />
      {forces.length > 1 && (
        <NativeSelect
          size="xs"
          label={t('terms.timeInForce')}
          description={
            timeInForce === 'day' ? <DayEnd instrument={instrument} /> : t(`terms.forceHint.${timeInForce}`)
          }
          data={forces.map((value) => ({ value, label: t(`terms.force.${value}`) }))}
          value={timeInForce}
          onChange={(event) => change({ timeInForce: event.currentTarget.value as TimeInForce })}
        />
      )}
      {timeInForce === 'gtd' && (
        <TextInput
          size="xs"
          type="datetime-local"
          id="ticket-expiresAt"
          label={t('terms.expiresAt')}
          {...expiry}
          onChange={(event) => onExpiry(event.currentTarget.value)}
        />
      )}
      {(type === 'trailingStop' || !reduceOnly) && (
        <div className={exitClasses.row}>
          <AmountInput
            size="xs"
            className={exitClasses.value}
            id="ticket-trail"
            label={type === 'trailingStop' ? t('terms.trail') : t('terms.exitTrail')}
            {...field('trail')}
          />
          <NativeSelect
            size="xs"
            className={exitClasses.unit}
            aria-label={t('ticket.unit', { field: t('terms.trail') })}
            data={units.map((value) => ({ value, label: t(`terms.unit.${value}`) }))}
            value={draft.trailUnit}
            onChange={(event) => change({ trailUnit: event.currentTarget.value as TrailUnit })}
          />
        </div>
      )}
      {draft.trailUnit === 'atr' && (
        <Text size="xs" c="dimmed">
          {t('terms.atrHint')}
        </Text>
      )}
      {!reduceOnly && (
        <>
          {furtherTargets.slice(0, count + 1).map((name, index) => (
            <AmountInput
              key={name}
              size="xs"
              id={`ticket-${name}`}
              label={t('terms.target', { n: index + 2, unit: draft.takeProfitUnit === 'price' ? '' : '%' })}
              {...field(name)}
            />
          ))}
          {targetShares.slice(0, count).map((name, index) => (
            <AmountInput
              key={name}
              size="xs"
              id={`ticket-${name}`}
              label={t('terms.share', { n: index + 1 })}
              placeholder={formats.ratio(100 / (count + 1))}
              rightSection="%"
              {...field(name)}
            />
          ))}
          {count > 0 && (
            <>
              <Text size="xs" c="dimmed">
                {t('terms.shareHint', { n: count + 1 })}
              </Text>
              <Checkbox
                size="xs"
                label={t('terms.breakEven')}
                checked={draft.breakEven}
                onChange={(event) => change({ breakEven: event.currentTarget.checked })}
              />
            </>
          )}
        </>
      )}
      <Checkbox
        size="xs"
        label={t('terms.reduceOnly')}
        description={t('terms.reduceOnlyHint')}
        checked={reduceOnly}
        onChange={(event) => change({ reduceOnly: event.currentTarget.checked })}
      />
      {rests && (
        <Checkbox
          size="xs"
          label={t('terms.postOnly')}
          description={t('terms.postOnlyHint')}
          checked={postOnly}
          onChange={(event) => change({ postOnly: event.currentTarget.checked })}
        />
      )}
    </div>
  );
}
