import { NativeSelect, NumberInput } from '@mantine/core';
import '@mantine/core/styles/NumberInput.css';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '@/lib/formats/useFormats';
import { useTerm } from '../indicators/catalogue';
import { valueOf, type Operand, type Value } from './form';
import { seriesNames, type Offer, type SeriesName } from './offers';
import classes from './RuleForm.module.css';

const number = '#';
const furthest = 2000;

function useOfferGroups(offers: readonly Offer[]) {
  const { t } = useTranslation('rules');
  const term = useTerm();
  return (['price', 'function', 'indicator'] as const)
    .map((group) => ({
      group: t(`groups.${group}`),
      items: offers
        .filter((offer) => offer.group === group)
        .map(({ name, label }) => ({ value: name, label: term(label) })),
    }))
    .filter(({ items }) => items.length > 0);
}

/** A number that may be half typed: only what it can be is told. */
function Figure(props: {
  label: string;
  value: number;
  minimum?: number;
  maximum?: number;
  isInteger?: boolean;
  onChange: (value: number) => void;
}) {
  const { t } = useTranslation('rules');
  const formats = useFormats();
  const { minimum = -1e15, maximum = 1e15 } = props;
  const [typed, setTyped] = useState<number | string>(props.value);
  const [known, setKnown] = useState(props.value);
  // Another rule was put in its place.
  if (known !== props.value) {
    setKnown(props.value);
    setTyped(props.value);
  }
  const isRight = (value: number | string): value is number =>
    typeof value === 'number' && value >= minimum && value <= maximum;
  return (
    <NumberInput
      size="xs"
      className={classes.small}
      label={props.label}
      value={typed}
      decimalSeparator={formats.decimalSeparator}
      allowDecimal={!props.isInteger}
      allowNegative={minimum < 0}
      hideControls
      error={
        isRight(typed)
          ? undefined
          : t('range', { minimum: formats.quantity(minimum, 4), maximum: formats.quantity(maximum, 4) })
      }
      onChange={(value) => {
        setTyped(value);
        if (!isRight(value)) return;
        setKnown(value);
        props.onChange(value);
      }}
    />
  );
}

/** What an offer is asked for: of which series, with which numbers, which of its lines, how long ago. */
function Settings(props: { value: Value; offer: Offer; times: boolean; onChange: (value: Value) => void }) {
  const { t } = useTranslation('rules');
  const term = useTerm();
  const { value, offer, onChange } = props;
  return (
    <>
      {props.times && (
        <Figure label={t('times')} value={value.times} onChange={(times) => onChange({ ...value, times })} />
      )}
      {offer.takesSeries && (
        <NativeSelect
          size="xs"
          className={classes.small}
          label={t('of')}
          value={value.of}
          data={[...seriesNames]}
          onChange={(event) => onChange({ ...value, of: event.currentTarget.value as SeriesName })}
        />
      )}
      {offer.parameters.map(({ id, name, minimum, maximum, isInteger }, at) => (
        <Figure
          key={id}
          label={term(name)}
          value={value.parameters[at] ?? minimum}
          minimum={minimum}
          maximum={maximum}
          isInteger={isInteger}
          onChange={(next) =>
            onChange({ ...value, parameters: value.parameters.map((one, i) => (i === at ? next : one)) })
          }
        />
      ))}
      {offer.outputs.length > 0 && (
        <NativeSelect
          size="xs"
          label={t('output')}
          value={value.output ?? ''}
          data={offer.outputs.map(({ id, name }) => ({ value: id, label: term(name) }))}
          onChange={(event) => onChange({ ...value, output: event.currentTarget.value })}
        />
      )}
      <Figure
        label={t('ago')}
        value={value.ago}
        minimum={0}
        maximum={furthest}
        isInteger
        onChange={(ago) => onChange({ ...value, ago })}
      />
    </>
  );
}

/** Chooses a series, function or indicator. */
export function ValuePicker(props: {
  label: string;
  value: Value;
  offers: readonly Offer[];
  onChange: (value: Value) => void;
}) {
  const { value, offers, onChange } = props;
  const groups = useOfferGroups(offers);
  const offer = offers.find(({ name }) => name === value.name);
  return (
    <div className={classes.operand}>
      <NativeSelect
        size="xs"
        className={classes.name}
        label={props.label}
        value={value.name}
        data={groups}
        onChange={(event) => {
          const next = offers.find(({ name }) => name === event.currentTarget.value);
          if (next) onChange(valueOf(next, value.of));
        }}
      />
      {offer && (
        <Settings
          key={value.name}
          value={value}
          offer={offer}
          times={value.times !== 1}
          onChange={onChange}
        />
      )}
    </div>
  );
}

/** The same, or a number. */
export function OperandPicker(props: {
  label: string;
  operand: Operand;
  offers: readonly Offer[];
  onChange: (operand: Operand) => void;
}) {
  const { t } = useTranslation('rules');
  const { operand, offers, onChange } = props;
  const groups = useOfferGroups(offers);
  const offer = operand.kind === 'value' ? offers.find(({ name }) => name === operand.name) : undefined;
  return (
    <div className={classes.operand}>
      <NativeSelect
        size="xs"
        className={classes.name}
        label={props.label}
        value={operand.kind === 'number' ? number : operand.name}
        data={[{ value: number, label: t('number') }, ...groups]}
        onChange={(event) => {
          const chosen = event.currentTarget.value;
          const next = offers.find(({ name }) => name === chosen);
          if (chosen === number) onChange({ kind: 'number', value: 0 });
          else if (next) onChange(valueOf(next));
        }}
      />
      {operand.kind === 'number' && (
        <Figure
          label={t('number')}
          value={operand.value}
          onChange={(value) => onChange({ kind: 'number', value })}
        />
      )}
      {operand.kind === 'value' && offer && (
        <Settings key={operand.name} value={operand} offer={offer} times onChange={onChange} />
      )}
    </div>
  );
}
