import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { readNumber } from '@/lib/formats/numberInput';
import { useFormats } from '@/lib/formats/useFormats';
import { useTerm, type IndicatorInfo } from '../indicators/catalogue';
import { parametersOf } from '../indicators/wishes';
import classes from './AlertsPanel.module.css';
import type { IndicatorRef } from './form';

/** An indicator with its usual values, and the output that is drawn first. */
export const plainRef = (info: IndicatorInfo): IndicatorRef => ({
  id: info.id,
  parameters: {},
  output: info.outputs[0]?.id ?? '',
});

type Props = {
  label: string;
  catalogue: readonly IndicatorInfo[];
  value: IndicatorRef;
  onChange: (value: IndicatorRef) => void;
};

/** Chooses an indicator, its values and which of its outputs is meant. A value that cannot be is the usual one. */
export function IndicatorFields({ label, catalogue, value, onChange }: Props) {
  const { t } = useTranslation('alerts');
  const term = useTerm();
  const formats = useFormats();
  const info = catalogue.find(({ id }) => id === value.id);
  const typeable = (number: number) => String(number).replace('.', formats.decimalSeparator);

  function choose(id: string) {
    const chosen = catalogue.find((one) => one.id === id);
    if (chosen) onChange(plainRef(chosen));
  }

  return (
    <div className={classes.pair}>
      <NativeSelect
        label={label}
        value={value.id}
        data={catalogue.map(({ id, name }) => ({ value: id, label: term(name) }))}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {info && info.outputs.length > 1 && (
        <NativeSelect
          label={t('output')}
          value={value.output}
          data={info.outputs.map(({ id, name }) => ({ value: id, label: term(name) }))}
          onChange={(event) => onChange({ ...value, output: event.currentTarget.value })}
        />
      )}
      {info &&
        parametersOf(info, value.parameters).map(({ parameter, value: number }) => (
          <TextInput
            key={`${info.id} ${parameter.id}`}
            label={term(parameter.name)}
            inputMode="decimal"
            autoComplete="off"
            defaultValue={typeable(number)}
            onChange={(event) => {
              const read = readNumber(event.currentTarget.value, formats.decimalSeparator).value?.toNumber();
              const others = Object.entries(value.parameters).filter(([id]) => id !== parameter.id);
              const given = read === undefined ? others : [...others, [parameter.id, read] as const];
              onChange({ ...value, parameters: Object.fromEntries(given) });
            }}
          />
        ))}
    </div>
  );
}
